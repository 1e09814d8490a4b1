package rexray;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** A container of a {@link RealStory}, which writes to a volume until something stops it. */
final class Guest implements AutoCloseable {
    private static final Duration A_WHILE = Duration.ofSeconds(5);
    private static final int ENOUGH = 20;
    private final TestHost host;
    private final String volume;
    private final String caller;
    private final Path notes;
    private final WritingContainer writer;
    private OptionalInt writtenWhenTaken = OptionalInt.empty();

    /** Begins to write into a file of its own, on a volume that is mounted there. */
    Guest(TestHost host, String volume, String caller, Path directory) throws IOException {
        this.host = host;
        this.volume = volume;
        this.caller = caller;
        this.notes = directory.resolve("acknowledged-" + caller);
        Path mountpoint = host.home().resolve("volumes").resolve(volume);
        this.writer = WritingContainer.startWithoutOthers(directory, mountpoint, "synced",
                mountpoint.resolve("data").resolve(records()), notes);
    }

    private String records() {
        return "records-" + caller;
    }

    String volume() {
        return volume;
    }

    String caller() {
        return caller;
    }

    boolean isOn(TestHost other) {
        return host == other;
    }

    boolean isElsewhere(TestHost other, String wanted) {
        return host != other && volume.equals(wanted);
    }

    /** Gives it the time to write some records, unless one fails. Whether it can write at all is up to the story. */
    void awaitRecords() throws Exception {
        Await.upTo(A_WHILE, () -> writer.acknowledged() >= ENOUGH || hasFailed());
    }

    boolean hasWritten() throws IOException {
        return writer.acknowledged() >= 0;
    }

    private boolean hasFailed() throws IOException {
        return Files.exists(notes) && Files.readString(notes).contains(RecordWriter.FAILED);
    }

    /** Another host has the volume mounted by now. */
    void isTakenFrom() {
        try {
            if (writtenWhenTaken.isEmpty()) {
                writtenWhenTaken = OptionalInt.of(writer.acknowledged());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** But for one record, which was acknowledged in time and noted a moment later. */
    void requireNothingWrittenSinceTaken() throws IOException {
        if (writtenWhenTaken.isPresent()) {
            int written = writer.acknowledged();
            assertTrue(written <= writtenWhenTaken.getAsInt() + 1, () -> caller + " wrote record " + written + " to "
                    + volume + " after another host had it mounted, at " + writtenWhenTaken);
        }
    }

    /** @param data of that volume, which is mounted again */
    void requireAllIn(Path data, String mounted) throws IOException {
        if (volume.equals(mounted) && hasWritten()) {
            WritingContainer.assertHolds(data.resolve(records()), writer.acknowledged());
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}
