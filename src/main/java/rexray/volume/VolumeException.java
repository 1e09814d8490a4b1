package rexray.volume;

import org.jspecify.annotations.Nullable;

/**
 * Why an operation on a volume failed. Each kind has a stable {@linkplain #code() code}; the message is one line that
 * says what failed, on what and why, then what to do. Messages never hold a secret.
 */
public abstract sealed class VolumeException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String problem;
    private final String remedy;

    private VolumeException(String problem, String remedy, @Nullable Throwable cause) {
        super(problem + "; " + remedy, cause);
        this.problem = problem;
        this.remedy = remedy;
    }

    /** Problem and remedy, in one line. */
    @Override
    public String getMessage() {
        return problem + "; " + remedy;
    }

    /** What failed, on what, and why. */
    public String problem() {
        return problem;
    }

    /** What the reader can do about it. */
    public String remedy() {
        return remedy;
    }

    /** Stable name of this kind of failure, e.g. {@code not-found}. */
    public abstract String code();

    /** The array says that there is no such thing. Never said when the array could not be asked. */
    public static final class NotFound extends VolumeException {
        private static final long serialVersionUID = 1;

        public NotFound(String problem, String remedy) {
            super(problem, remedy, null);
        }

        /** There is no volume of that name. */
        public static NotFound volume(VolumeName name) {
            return new NotFound("volume " + name + " does not exist",
                    "check the name with 'rexray volume ls', or create it with"
                            + " 'docker volume create -d rexray " + name + "'");
        }

        @Override
        public String code() {
            return "not-found";
        }
    }

    /** Another host holds the volume. */
    public static final class HeldElsewhere extends VolumeException {
        private static final long serialVersionUID = 1;

        public HeldElsewhere(String problem, String remedy) {
            super(problem, remedy, null);
        }

        @Override
        public String code() {
            return "held-elsewhere";
        }
    }

    /** Something on this host, or the array, still uses the volume. */
    public static final class InUse extends VolumeException {
        private static final long serialVersionUID = 1;

        public InUse(String problem, String remedy) {
            super(problem, remedy, null);
        }

        @Override
        public String code() {
            return "in-use";
        }
    }

    /** The request, or the state it meets, is one that we do not act upon. */
    public static final class RefusedInput extends VolumeException {
        private static final long serialVersionUID = 1;

        public RefusedInput(String problem, String remedy) {
            super(problem, remedy, null);
        }

        @Override
        public String code() {
            return "refused-input";
        }
    }

    /** The array has no room or allows no more volumes. */
    public static final class ArrayFull extends VolumeException {
        private static final long serialVersionUID = 1;

        public ArrayFull(String problem, String remedy) {
            super(problem, remedy, null);
        }

        @Override
        public String code() {
            return "array-full";
        }
    }

    /** The array could not be asked, or refused to talk to us; nothing is known of the volume. */
    public static final class ArrayUnavailable extends VolumeException {
        private static final long serialVersionUID = 1;

        public ArrayUnavailable(String problem, String remedy, @Nullable Throwable cause) {
            super(problem, remedy, cause);
        }

        @Override
        public String code() {
            return "array-unavailable";
        }
    }

    /** A change was sent to the array and nobody knows whether it was made, or still will be. */
    public static final class OutcomeUnknown extends VolumeException {
        private static final long serialVersionUID = 1;

        public OutcomeUnknown(String problem, String remedy, @Nullable Throwable cause) {
            super(problem, remedy, cause);
        }

        @Override
        public String code() {
            return "outcome-unknown";
        }
    }

    /** A device, file system, command or file of this host failed. */
    public static final class HostFailure extends VolumeException {
        private static final long serialVersionUID = 1;

        public HostFailure(String problem, String remedy, @Nullable Throwable cause) {
            super(problem, remedy, cause);
        }

        @Override
        public String code() {
            return "host-failure";
        }
    }

    /** Time ran out; the work may go on, and repeating the request joins or repeats it. */
    public static final class TimedOut extends VolumeException {
        private static final long serialVersionUID = 1;

        public TimedOut(String problem, String remedy) {
            super(problem, remedy, null);
        }

        @Override
        public String code() {
            return "timed-out";
        }
    }

    /** What was asked for exists, but not here or not yet. */
    public static final class Unsupported extends VolumeException {
        private static final long serialVersionUID = 1;

        public Unsupported(String problem, String remedy) {
            super(problem, remedy, null);
        }

        @Override
        public String code() {
            return "unsupported";
        }
    }
}
