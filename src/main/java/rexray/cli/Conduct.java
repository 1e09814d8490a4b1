package rexray.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a command that changes something goes about it. */
final class Conduct {
    @Mixin
    private DryRun dryRun = new DryRun();

    @Option(names = "--continueOnError", description = "Continues with the next one after a failure; the exit code is that of the first failure.")
    private boolean continueOnError;

    /** Nothing to keep: every command is so anyway. */
    @Option(names = {"-i",
            "--idempotent"}, description = "It is no error if it is done already. That is so without this option, too.")
    void idempotent(boolean ignored) {}

    DryRun dryRun() {
        return dryRun;
    }

    VolumeCommand.Diligence diligence() {
        return continueOnError ? VolumeCommand.Diligence.GO_ON : VolumeCommand.Diligence.STOP;
    }
}
