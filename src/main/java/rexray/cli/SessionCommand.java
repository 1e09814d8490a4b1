package rexray.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** A command that works with the service or its configuration. */
abstract class SessionCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    SessionCommand(Session session) {
        this.session = session;
    }

    final Session session() {
        return session;
    }

    final CommandSpec spec() {
        return spec;
    }

    /** Whether somebody at a screen has not asked for quiet. */
    final boolean isWatched() {
        OptionSpec quiet = spec.findOption("--quiet");
        boolean isQuiet = quiet != null && Boolean.TRUE.equals(quiet.getValue());
        return !isQuiet && Terminal.ERR.isInteractive();
    }

    /** Where to tell what takes its time. */
    final WaitingLine waitingLine() {
        return isWatched()
                ? new WaitingLine(spec.commandLine().getErr(), WaitingLine.SECOND)
                : WaitingLine.nowhere();
    }

    final PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
