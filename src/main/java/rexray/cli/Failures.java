package rexray.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import rexray.config.ConfigException;
import rexray.volume.VolumeException;

/** How a command that failed says so: in a line if we know why, with the stack if we do not. */
final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        switch (e) {
            case ConfigException config -> config.lines().forEach(err::println);
            case VolumeException known -> {
                err.println("rexray: " + known.getMessage());
                return ExitCode.of(known);
            }
            case InterruptedException ended -> {
                Thread.currentThread().interrupt();
                err.println("rexray: interrupted; run the command again");
            }
            default -> {
                err.println("rexray: unexpected failure, please report it with the lines below");
                e.printStackTrace(err);
            }
        }
        return ExitCode.FAILED;
    }
}
