package rexray.search;

/** The end of a daemon's thread by SIGKILL: nothing of the daemon may catch it. */
final class Killed extends Error {
    private static final long serialVersionUID = 1;

    Killed() {
        super("killed", null, false, false);
    }
}
