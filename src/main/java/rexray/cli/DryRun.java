package rexray.cli;

import picocli.CommandLine.Option;

/** Whether a command that changes something only tells what it would do. */
final class DryRun {
    @Option(names = {"-n", "--dryRun"}, description = "Changes nothing; prints what would be done.")
    private boolean isOn;

    boolean isOn() {
        return isOn;
    }

    /** What the command then wants with the volumes. */
    VolumeAccess.Purpose purpose() {
        return isOn ? VolumeAccess.Purpose.READ : VolumeAccess.Purpose.CHANGE;
    }
}
