package rexray.scaleio;

import java.nio.file.Path;
import java.util.List;
import rexray.volume.Deadline;

/** Runs a program of this host to its end. The composition root has it run as every other child process is. */
@FunctionalInterface
public interface SdcCommand {
    /**
     * Runs it, whatever its exit code says.
     *
     * @param program absolute
     * @throws rexray.volume.VolumeException.TimedOut if the deadline passes first
     * @throws rexray.volume.VolumeException.HostFailure if it cannot be started
     */
    Result run(Path program, List<String> arguments, Deadline deadline);

    /**
     * What the program left behind.
     *
     * @param complaint what it said of a failure, as one line for a message
     */
    record Result(int exitCode, String output, String complaint) {}
}
