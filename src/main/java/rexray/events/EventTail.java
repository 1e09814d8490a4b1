package rexray.events;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rexray.volume.VolumeException.HostFailure;

/**
 * The events that are kept, the oldest first, and then those that are added. Only whole lines are given out. For one thread.
 */
public final class EventTail {
    private final Path file;
    /** The first lines, by which the files are known: each has a time of its own. The kernel's numbers come again. */
    private Optional<String> known = Optional.empty();
    private Optional<String> knownBefore = Optional.empty();
    private long offset;

    public EventTail(Path file) {
        this.file = file;
    }

    /**
     * The lines that came since the last call; all there are, the first time.
     *
     * @throws HostFailure if the file is there and cannot be read
     */
    public List<String> next() {
        List<String> lines = new ArrayList<>();
        Path before = EventOptions.before(file);
        Optional<String> now = firstLine(file);
        Optional<String> nowBefore = firstLine(before);
        if (now.isEmpty()) {
            // None yet, or just moved: there is one when the next event comes.
            return lines;
        }
        if (!now.equals(known)) {
            if (!nowBefore.equals(knownBefore)) {
                offset = nowBefore.equals(known) ? offset : 0;
                read(before, lines);
            }
            offset = 0;
        }
        known = now;
        knownBefore = nowBefore;
        read(file, lines);
        return lines;
    }

    private static Optional<String> firstLine(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return Optional.ofNullable(reader.readLine());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Adds what is in the file from the offset on, and moves that behind the last whole line. */
    private void read(Path from, List<String> lines) {
        if (!Files.exists(from)) {
            return;
        }
        try (RandomAccessFile opened = new RandomAccessFile(from.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(Math.max(0, opened.length() - offset))];
            opened.seek(offset);
            opened.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            lines.addAll(new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList());
            offset += end;
        } catch (IOException e) {
            throw unreadable(from, e);
        }
    }

    private static HostFailure unreadable(Path file, IOException e) {
        return new HostFailure(file + " cannot be read: " + e.getMessage(), "run as root, and check the disk", e);
    }
}
