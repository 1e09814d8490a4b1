package rexray.scaleio;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rexray.volume.Deadline;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.OutcomeUnknown;
import rexray.volume.VolumeException.TimedOut;

/** A request to the gateway got no usable reply. */
final class NoReply extends Exception {
    private static final long serialVersionUID = 1;
    private final String problem;
    private final String remedy;
    private final Stage stage;
    private final Prospect prospect;

    NoReply(String problem, String remedy, Stage stage, Prospect prospect, @Nullable Throwable cause) {
        super(problem, cause);
        this.problem = problem;
        this.remedy = remedy;
        this.stage = stage;
        this.prospect = prospect;
    }

    /** How far it got. */
    enum Stage {
        /** Nothing of it left this machine: whatever it asks for was not done. */
        NOT_SENT,
        /** The gateway may have it. */
        SENT
    }

    /** Whether asking again soon may help. */
    enum Prospect {
        MAY_PASS,
        WILL_STAY
    }

    /** The same of a request for which this one had to come first. */
    NoReply beforeSending() {
        return new NoReply(problem, remedy, Stage.NOT_SENT, prospect, this);
    }

    /** The same, after others had been asked in vain. */
    NoReply afterOthers(List<NoReply> others) {
        if (others.isEmpty()) {
            return this;
        }
        String all = Stream.concat(others.stream(), Stream.of(this)).map(e -> e.problem)
                .collect(Collectors.joining("; and "));
        boolean mayPass = mayPass() || others.stream().anyMatch(NoReply::mayPass);
        NoReply none = new NoReply("none of the gateways answered: " + all, remedy, stage,
                mayPass ? Prospect.MAY_PASS : Prospect.WILL_STAY, this);
        others.forEach(none::addSuppressed);
        return none;
    }

    String problem() {
        return problem;
    }

    boolean wasSent() {
        return stage == Stage.SENT;
    }

    boolean mayPass() {
        return prospect == Prospect.MAY_PASS;
    }

    /** What a caller is told who only asked. */
    VolumeException toException(Deadline deadline) {
        return deadline.hasPassed() ? new TimedOut(problem, remedy) : new ArrayUnavailable(problem, remedy, this);
    }

    /**
     * What a caller is told who wanted something changed that may have been.
     *
     * @param change in words, e.g. {@code unmapping volume 91c4e6a000000002 from SDC b7e4d02900000001}
     */
    OutcomeUnknown toOutcomeUnknown(String change) {
        return new OutcomeUnknown("it is unknown whether " + change + " was done: " + problem,
                remedy + "; then repeat the request, which is safe", this);
    }
}
