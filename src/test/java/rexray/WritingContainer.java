package rexray;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** A container that runs a {@link RecordWriter}: a process with a mount namespace of its own, and its notes. */
final class WritingContainer implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(40);
    private final Process process;
    private final Path notes;

    private WritingContainer(Process process, Path notes) {
        this.process = process;
        this.notes = notes;
    }

    /**
     * @param how {@code synced}, or {@code buffered}
     * @param target a file or device
     * @param notes a file that is not there yet
     */
    static WritingContainer start(String how, Path target, Path notes) throws IOException {
        return new WritingContainer(new ProcessBuilder("unshare", "--mount", "--propagation", "private",
                Path.of(System.getProperty("java.home"), "bin/java").toString(), "-Xmx64m", "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), "rexray.RecordWriter", how, target.toString(),
                notes.toString()).inheritIO().start(), notes);
    }

    /** How a refusal names it. */
    String name() {
        return "java (pid " + process.pid() + ")";
    }

    /** The number of the last record that was acknowledged by now. */
    int acknowledged() throws IOException {
        return RecordWriter.acknowledged(notes);
    }

    /** Waits for that many to be acknowledged, and returns the last one. */
    int awaitRecords(int count) throws Exception {
        assertTrue(Await.upTo(SOON, () -> acknowledged() >= count), "nothing is written");
        return acknowledged();
    }

    void assertGoesOn() throws Exception {
        awaitRecords(acknowledged() + 1);
    }

    /** A file system answers with EIO; the bare device, which the lab makes tiny, says that there is no space. */
    void awaitFailure() throws Exception {
        assertTrue(Await.upTo(SOON, () -> Files.readString(notes).contains(RecordWriter.FAILED)),
                "the old host's writer goes on");
    }

    /** Makes sure that all that was acknowledged up to one record is in a file or device; returns how many there are. */
    static int assertHolds(Path records, int acknowledged) throws IOException {
        int count = RecordWriter.countIn(records);
        assertTrue(count > acknowledged, () -> "record " + acknowledged + " was acknowledged; there are " + count);
        return count;
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
