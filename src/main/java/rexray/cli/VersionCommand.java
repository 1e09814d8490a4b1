package rexray.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rexray version}. */
@Command(name = "version", description = "Shows the version of REX-Ray, and the platform and Java it runs on.")
final class VersionCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("REX-Ray");
        out.println("-------");
        out.println("SemVer: " + Version.current());
        out.println("OsArch: " + System.getProperty("os.name") + "-" + System.getProperty("os.arch"));
        out.println("Java:   " + Runtime.version());
        return ExitCode.OK;
    }
}
