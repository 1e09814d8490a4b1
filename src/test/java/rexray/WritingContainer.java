package rexray;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        return start(List.of(), how, target, notes);
    }

    /**
     * The same in a namespace that has no other mounts below a directory than one, as the engine gives containers those of
     * their own volumes only.
     */
    static WritingContainer startWithoutOthers(Path directory, Path own, String how, Path target, Path notes)
            throws IOException {
        return start(List.of("sh", "-c", """
            awk -v below="$0/" -v own="$1" 'index($5, below) == 1 && $5 != own { print $5 }' /proc/self/mountinfo \
                | while read -r mount; do umount --lazy "$mount"; done
            shift
            exec "$@"
            """, directory.toString(), own.toString()), how, target, notes);
    }

    private static WritingContainer start(List<String> through, String how, Path target, Path notes)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private"));
        command.addAll(through);
        command.addAll(TestJava.command());
        command.addAll(List.of("rexray.RecordWriter", how, target.toString(), notes.toString()));
        return new WritingContainer(new ProcessBuilder(command).inheritIO().start(), notes);
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

    /**
     * Waits until the file system that it writes to fails, as one whose device was cut off or that was shut down does. Who
     * wrote while ext4 gave its journal up, as when a device that hung fails at last, is told that it is read-only.
     */
    void awaitFailure() throws Exception {
        awaitFailure(Set.of("Input/output error", "Read-only file system"));
    }

    /** Waits until the bare device that it writes to fails: the lab makes it tiny, or the write waited for that. */
    void awaitFailureOfItsDevice() throws Exception {
        awaitFailure(Set.of("No space left on device", "Input/output error"));
    }

    private void awaitFailure(Set<String> reasons) throws Exception {
        assertTrue(Await.upTo(SOON, () -> failure().isPresent()), "the old host's writer goes on");
        String reason = failure().orElseThrow();
        assertTrue(reasons.contains(reason), reason);
    }

    private Optional<String> failure() throws IOException {
        return Files.readAllLines(notes).stream().filter(line -> line.startsWith(RecordWriter.FAILED)).findFirst()
                .map(line -> line.substring(RecordWriter.FAILED.length()));
    }

    /** Makes sure that all that was acknowledged up to one record is in a file or device; returns how many there are. */
    static int assertHolds(Path records, int acknowledged) throws IOException {
        int count = RecordWriter.countIn(records);
        assertTrue(count > acknowledged, () -> "record " + acknowledged + " was acknowledged; there are " + count);
        return count;
    }

    /** Lets it do nothing any more: what it asked of the kernel is done, and it does not learn of it. */
    void halt() {
        Shell.succeed("kill", "-STOP", process.pid());
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
