package rexray.linux;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rexray.volume.BlockDevice;
import rexray.volume.Content;
import rexray.volume.Event;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.RefusedInput;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tries each row of {@code docs/reference/device-contents.md} on a device of that kind. */
final class DeviceContentsIT {
    private static final Path PAGE = Path.of("docs/reference/device-contents.md");

    private final LinuxHost host = LinuxHost.create();
    @RegisterExtension
    private final ScratchDevices devices = new ScratchDevices();

    record Row(String contents, String action, String message) {
        @Override
        public String toString() {
            return contents;
        }
    }

    static List<Row> rows() throws IOException {
        return Files.readAllLines(PAGE).stream().takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| On "))
                .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .map(cells -> new Row(cells.get(1), cells.get(2), cells.get(3))).toList();
    }

    /** A Mount of a volume with that device, from the array's answer to the kernel. */
    @ParameterizedTest
    @MethodSource("rows")
    void rowIsTrue(Row row) throws IOException {
        Path link = new Specimens(devices).make(row.contents());
        MountOfDevice volume = new MountOfDevice(devices.directory(), link, Specimens.size(row.contents()));
        if (row.contents().contains("REX-Ray itself")) {
            volume.noteFormat(Specimens.BEGUN);
        }
        byte[] before = sum(link);
        switch (row.action()) {
            case "formats" -> {
                volume.mount();
                assertEquals(1, volume.events(Event.Kind.FORMATTED));
                assertTrue(volume.isMounted());
            }
            case "mounts" -> requireMounted(row, volume, link, 0);
            case "checks, then mounts" -> requireMounted(row, volume, link, 1);
            case "refuses" -> {
                RefusedInput refusal = assertThrows(RefusedInput.class, volume::mount);
                assertEquals("volume db holds " + row.message() + ", which REX-Ray neither mounts nor formats",
                        refusal.problem());
                requireUntouched(volume, before, link, refusal);
            }
            case "fails" -> {
                HostFailure failure = assertThrows(HostFailure.class, volume::mount);
                assertTrue(failure.getMessage().contains(row.message()), failure.getMessage());
                requireUntouched(volume, before, link, failure);
            }
            default -> throw new AssertionError("an unknown action: " + row.action());
        }
    }

    @Test
    void pageHasRows() throws IOException {
        assertTrue(rows().size() > 20);
    }

    private void requireMounted(Row row, MountOfDevice volume, Path link, int checks) {
        UUID uuid = fileSystem(link).uuid();
        volume.mount();
        assertEquals(0, volume.events(Event.Kind.FORMATTED));
        assertEquals(checks, volume.events(Event.Kind.CHECKED));
        assertTrue(volume.isMounted());
        assertEquals(uuid, fileSystem(link).uuid());
        assertEquals(row.contents().endsWith("crashed"), Files.exists(volume.mountpoint().resolve(Specimens.SYNCED)));
    }

    private Content.FileSystem fileSystem(Path link) {
        BlockDevice device = host.device(link).orElseThrow();
        return assertInstanceOf(Content.FileSystem.class, host.probe(device, Tools.soon()));
    }

    private void requireUntouched(MountOfDevice volume, byte[] before, Path link, VolumeException why)
            throws IOException {
        assertEquals(List.of(), List.of(why.getSuppressed()));
        assertFalse(volume.isMounted());
        assertFalse(volume.isMapped());
        assertArrayEquals(before, sum(link));
    }

    /** Of the bytes behind the device, all of them, after what the kernel had not written yet. */
    private byte[] sum(Path link) throws IOException {
        Tools.run("blockdev", "--flushbufs", link);
        try (InputStream bytes = Files.newInputStream(devices.file(link))) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(bytes, digest).transferTo(OutputStream.nullOutputStream());
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
