package rexray.cli;

/** What the commands tell the shell. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    /** Of {@code service status}, as LSB and systemd have it: the service is not running. */
    static final int NOT_RUNNING = 3;

    private ExitCode() {}
}
