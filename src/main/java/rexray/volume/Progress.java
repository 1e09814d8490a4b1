package rexray.volume;

/** Who wants to know how far a Mount has come. */
interface Progress {
    void reached(Step step);

    /** What a Mount is doing. */
    enum Step {
        WAITING("waits for an earlier operation on it"),
        ATTACHING("is being attached"),
        CHECKING(
                "has its file system checked"),
        FORMATTING(
                "is still being formatted"),
        MOUNTING("is being mounted");

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
}
