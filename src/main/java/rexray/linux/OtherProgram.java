package rexray.linux;

import java.nio.file.Path;
import java.util.List;
import rexray.volume.Deadline;

/** A program that does not come with the system, run as all our child processes are: with a deadline and no shell. */
public final class OtherProgram {
    private OtherProgram() {}

    /**
     * What the program left behind.
     *
     * @param complaint what it said of a failure, as one line for a message
     */
    public record Result(int exitCode, String output, String complaint) {}

    /**
     * Runs it to its end.
     *
     * @param program absolute
     * @throws rexray.volume.VolumeException.HostFailure if it cannot be started
     * @throws rexray.volume.VolumeException.TimedOut if the deadline passes first
     */
    public static Result run(Path program, List<String> arguments, Deadline deadline) {
        CommandResult result = Command.of(new Program(program.toString(), "of the array's vendor"), arguments.toArray())
                .run(deadline);
        return new Result(result.exitCode(), result.text(), result.complaint());
    }
}
