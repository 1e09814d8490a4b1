package rexray;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * The program of a container: writes numbered records of one block each, and notes elsewhere each one that the kernel
 * acknowledged. Ends by a line in the same file that says why, and keeps its file open until it is killed.
 */
final class RecordWriter {
    static final int BLOCK = 4096;
    /** What a line of the notes begins with when a write failed. */
    static final String FAILED = "failed: ";
    /** Between two synced records, so that one container does not keep the whole machine busy. */
    private static final Duration PACE = Duration.ofMillis(2);

    private RecordWriter() {}

    /** Arguments: {@code synced}, or {@code buffered}; the file or device to write to; the file of the notes. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean synced = arguments[0].equals("synced");
        try (FileChannel data = FileChannel.open(Path.of(arguments[1]), Set.of(WRITE, CREATE));
                FileChannel notes = FileChannel.open(Path.of(arguments[2]), Set.of(WRITE, CREATE))) {
            for (int number = 0;; number++) {
                try {
                    data.write(record(number), (long) number * BLOCK);
                    if (synced) {
                        data.force(false);
                    } else if (number >= 20_000) {
                        break;
                    }
                } catch (IOException e) {
                    note(notes, FAILED + e.getMessage());
                    break;
                }
                note(notes, Integer.toString(number));
                if (synced) {
                    Thread.sleep(PACE);
                }
            }
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    /** What is in the block of that number. */
    static ByteBuffer record(int number) {
        return ByteBuffer.wrap(String.format("record %08d ", number).repeat(BLOCK / 16).getBytes(US_ASCII));
    }

    /** How many records, from the first on, a file or device holds. */
    static int countIn(Path file) throws IOException {
        try (FileChannel data = FileChannel.open(file)) {
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            for (int number = 0;; number++) {
                if (data.read(block.clear(), (long) number * BLOCK) != BLOCK || !block.flip().equals(record(number))) {
                    return number;
                }
            }
        }
    }

    /** The notes so far: the number of the last acknowledged record, -1 for none. */
    static int acknowledged(Path notes) throws IOException {
        return !Files.exists(notes)
                ? -1
                : Files.readAllLines(notes).stream().filter(line -> line.matches("\\d+")).mapToInt(Integer::parseInt)
                        .max().orElse(-1);
    }

    private static void note(FileChannel notes, String line) throws IOException {
        notes.write(ByteBuffer.wrap((line + "\n").getBytes(US_ASCII)));
    }
}
