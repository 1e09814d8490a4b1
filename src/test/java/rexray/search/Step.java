package rexray.search;

import java.util.Optional;

/** One step of a script. Machines, volumes and containers are numbers, so that a step means something wherever it stands. */
sealed interface Step {
    /**
     * A request.
     *
     * @param trouble what goes wrong with it
     * @param at the how manieth occasion for that trouble it takes, from 1
     */
    record Asked(Request request, int machine, int volume, int container, Optional<Trouble> trouble, int at)
            implements
                Step {
        @Override
        public String toString() {
            String where = request + " on node" + machine + (request.isForAVolume() ? " of v" + volume : "")
                    + (request == Request.MOUNT || request == Request.UNMOUNT || request == Request.COPY
                            ? " for container " + container
                            : "");
            return where + trouble.map(what -> ", with " + what + " at occasion " + at).orElse("");
        }
    }

    /**
     * Two requests at once.
     *
     * @param schedule decides who goes on when, at each call of a port
     */
    record Together(Asked one, Asked other, long schedule) implements Step {
        @Override
        public String toString() {
            return "TOGETHER: " + one + " | " + other + " (schedule " + schedule + ")";
        }
    }

    /**
     * A request that hangs, and others that ask meanwhile.
     *
     * @param at the call of a port at which it hangs
     */
    record Stuck(Asked held, int at) implements Step {
        @Override
        public String toString() {
            return "STUCK at call " + at + ": " + held;
        }
    }

    /** Something else. */
    record Happens(Event event, int machine, int volume) implements Step {
        @Override
        public String toString() {
            return event + " (node" + machine + ", v" + volume + ")";
        }
    }
}
