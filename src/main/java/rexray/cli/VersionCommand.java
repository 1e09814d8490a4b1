package rexray.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rexray version}. */
@Command(name = "version", description = "Shows the version of REX-Ray, where it is installed, what it was built from and when that was written, and the platform and Java it runs on.")
final class VersionCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("REX-Ray");
        out.println("-------");
        out.println("Binary: " + VersionCommand.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        out.println("SemVer: " + Version.current());
        out.println("OsArch: " + System.getProperty("os.name") + "-" + architecture());
        out.println("Commit: " + Version.commit());
        out.println("Formed: " + Version.committed());
        out.println("Java:   " + Runtime.version());
        return ExitCode.OK;
    }

    /** As {@code uname -m} has it. */
    private static String architecture() {
        String name = System.getProperty("os.arch");
        return name.equals("amd64") ? "x86_64" : name;
    }
}
