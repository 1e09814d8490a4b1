package rexray.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import rexray.volume.Reason;
import rexray.volume.VolumeException.HostFailure;

/** {@code rexray service reload}. */
@Command(name = "reload", description = {
        "Has the running service reread its configuration, unless that is invalid.",
        "Most changes apply at once, and services and modules that were added are served. What concerns an array",
        "has to be accepted by it first: gateways, password, pools. The service's log says what changed, what was",
        "not taken and why, and what needs a restart."})
final class ReloadCommand extends SessionCommand {
    ReloadCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() throws InterruptedException {
        session().requireRoot("rexray service reload");
        session().loadConfig();
        Optional<ProcessHandle> running = session().files().running();
        if (running.isEmpty()) {
            out().println("rexray is not running");
            return ExitCode.NOT_RUNNING;
        }
        long pid = running.get().pid();
        if (ignoresHangup(pid)) {
            throw new HostFailure("rexray (pid " + pid + ") does not receive SIGHUP, because it was started by a"
                    + " program that ignores it, such as nohup", "restart it with 'rexray service restart'", null);
        }
        try {
            int status = new ProcessBuilder("kill", "-HUP", Long.toString(pid)).inheritIO().start()
                    .waitFor();
            if (status != 0) {
                throw new HostFailure("kill -HUP " + pid + " failed with status " + status,
                        "try again, or restart the service", null);
            }
        } catch (IOException e) {
            throw new HostFailure("kill cannot be run: " + Reason.of(e), "install util-linux or procps", e);
        }
        out().println("rexray (pid " + pid + ") is rereading its configuration; its log shows the result");
        return ExitCode.OK;
    }

    /** Whether SIGHUP, the lowest bit, is among the ignored signals. Source: proc_pid_status(5), SigIgn. */
    static boolean ignoresHangup(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(
                            line -> (Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16) & 1) != 0);
        } catch (IOException e) {
            throw new HostFailure("the state of process " + pid + " cannot be read: " + Reason.of(e), "try again", e);
        }
    }
}
