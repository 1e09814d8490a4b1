package rexray.cli;

import picocli.CommandLine.Option;

/** How a command that changes something goes about it. */
final class Conduct {
    @Option(names = {"-n", "--dryRun"}, description = "Changes nothing; prints what would be done.")
    private boolean dryRun;

    @Option(names = "--continueOnError", description = "Continues with the next one after a failure; the exit code is that of the first failure.")
    private boolean continueOnError;

    /** Nothing to keep: every command is so anyway. */
    @Option(names = {"-i",
            "--idempotent"}, description = "It is no error if it is done already. That is so without this option, too.")
    void idempotent(boolean ignored) {}

    boolean isDryRun() {
        return dryRun;
    }

    boolean goesOn() {
        return continueOnError;
    }
}
