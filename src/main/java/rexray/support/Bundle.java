package rexray.support;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import rexray.volume.Reason;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.RefusedInput;

/** The archive for a supporter: its items one after the other, and a list of them. */
public final class Bundle {
    private final Redaction redaction;
    private final Instant time;

    public Bundle(Redaction redaction, Instant time) {
        this.redaction = redaction;
        this.time = time;
    }

    /**
     * Packs the items into a new file that only its owner can read.
     *
     * @param folder that they are in, within the archive
     * @return what was packed, a line for each
     * @throws RefusedInput if there is such a file
     */
    public List<String> write(Path file, String folder, List<Item> items) {
        List<String> packed = new ArrayList<>();
        try (OutputStream out = Channels.newOutputStream(FileChannel.open(file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
                TarGz archive = new TarGz(out, time)) {
            for (Item item : items) {
                String text = redaction.apply(text(item));
                archive.add(folder + "/" + item.name(), text);
                packed.add(String.format("%-22s %8d  %s", item.name(), text.length(), item.holds()));
            }
            archive.add(folder + "/contents.txt", String.join("\n", packed) + "\n");
            return packed;
        } catch (FileAlreadyExistsException e) {
            throw new RefusedInput(file + " is there already", "name another file with -o, or remove it");
        } catch (IOException e) {
            throw new HostFailure(file + " cannot be written: " + Reason.of(e),
                    "name a file with -o where there is room", e);
        }
    }

    private static String text(Item item) {
        try {
            return item.text().get();
        } catch (IOException | VolumeException e) {
            return "could not be had: " + e + "\n";
        }
    }
}
