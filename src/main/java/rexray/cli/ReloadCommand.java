package rexray.cli;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import rexray.volume.VolumeException.HostFailure;

/** {@code rexray service reload}. */
@Command(name = "reload", description = {
        "Has the running service read its configuration anew, unless that is wrong. The log level changes at once; the",
        "service's log says what else changed and waits for a restart."})
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
        try {
            int status = new ProcessBuilder("kill", "-HUP", Long.toString(running.get().pid())).inheritIO().start()
                    .waitFor();
            if (status != 0) {
                throw new HostFailure("kill -HUP " + running.get().pid() + " failed with status " + status,
                        "try again, or restart the service", null);
            }
        } catch (IOException e) {
            throw new HostFailure("kill cannot be run: " + e, "install util-linux or procps", e);
        }
        out().println(
                "rexray (pid " + running.get().pid() + ") reads its configuration anew; its log says what came of it");
        return ExitCode.OK;
    }
}
