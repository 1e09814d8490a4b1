package rexray.volume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What takes its time at this moment, volume by volume, for those who wait for it. Whoever does such a thing says so where it
 * is done; of several at once for a volume, the one that began last is told. Many threads may use it.
 */
public final class UnderWay {
    /** Guarded by this. */
    private final Map<VolumeName, List<Running>> running = new HashMap<>();

    /**
     * What is being done to a volume.
     *
     * @param what continues "volume db: ", e.g. {@code formatting it with ext4}
     * @param since for how long already
     * @param left how long it lasts at most, if that is known
     */
    public record Doing(String what, Duration since, Optional<Duration> left) {}

    /** How far a Mount has come. */
    enum Step {
        WAITING("waits for an earlier operation on it"),
        ATTACHING("is being attached"),
        CHECKING("has its file system checked"),
        FORMATTING("is still being formatted"),
        MOUNTING("is being mounted"),
        GROWING("is being made larger"),
        RESTORING("is being restored");

        private final String is;

        Step(String is) {
            this.is = is;
        }

        /** With the volume as its subject. */
        String is() {
            return is;
        }

        /** Whether it depends on the size of the volume, so that no request is ever sure to wait long enough. */
        boolean mayTakeLong() {
            return this == CHECKING || this == FORMATTING;
        }
    }

    /** Something that is being done, until it is closed. */
    final class Running implements AutoCloseable {
        private final VolumeName name;
        private final Step step;
        private final String what;
        private final Optional<Deadline> until;
        private final long begun = System.nanoTime();

        private Running(VolumeName name, Step step, String what, Optional<Deadline> until) {
            this.name = name;
            this.step = step;
            this.what = what;
            this.until = until;
        }

        @Override
        public void close() {
            end(this);
        }
    }

    /** Says that it begins; closing the result says that it has ended. */
    Running begin(VolumeName name, Step step, String what) {
        return begin(new Running(name, step, what, Optional.empty()));
    }

    /** The same, of a wait that ends then at the latest. */
    Running begin(VolumeName name, Step step, String what, Deadline until) {
        return begin(new Running(name, step, what, Optional.of(until)));
    }

    /** What is being done to the volume of that name; empty if it is nothing that takes its time. */
    public Optional<Doing> of(VolumeName name) {
        return last(name).map(last -> new Doing(last.what, Duration.ofNanos(System.nanoTime() - last.begun),
                last.until.map(Deadline::remaining)));
    }

    /** How far what is being done has come. */
    Step step(VolumeName name) {
        return last(name).map(last -> last.step).orElse(Step.WAITING);
    }

    private synchronized Running begin(Running next) {
        running.computeIfAbsent(next.name, first -> new ArrayList<>()).add(next);
        return next;
    }

    private synchronized void end(Running over) {
        running.computeIfPresent(over.name, (name, all) -> {
            all.remove(over);
            return all.isEmpty() ? null : all;
        });
    }

    private synchronized Optional<Running> last(VolumeName name) {
        return Optional.ofNullable(running.get(name)).map(List::getLast);
    }
}
