package rexray.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import rexray.volume.Reason;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeException.Unsupported;

import static java.nio.charset.StandardCharsets.UTF_8;

/** {@code rexray install} and {@code uninstall}: the unit by which systemd starts the service with the machine. */
abstract class InstallCommand extends SessionCommand {
    @Mixin
    private DryRun dryRun = new DryRun();

    InstallCommand(Session session) {
        super(session);
    }

    final DryRun dryRun() {
        return dryRun;
    }

    final Path unit() {
        session().requireRoot(spec().qualifiedName());
        if (Files.notExists(session().places().systemd())) {
            throw new Unsupported("there is no systemd on this machine",
                    "have this machine's init system run 'rexray service start'");
        }
        return session().places().units().getFirst().resolve(Systemd.UNIT);
    }

    @Command(name = "install", footer = "rexray install -n", description = "Installs the systemd unit and enables it, so that the service starts"
            + " at boot. Can be repeated.")
    static final class Install extends InstallCommand {
        Install(Session session) {
            super(session);
        }

        @Override
        public Integer call() throws InterruptedException {
            Path unit = unit();
            String text = text();
            String program = text.lines().filter(line -> line.startsWith("ExecStart=")).findFirst().orElseThrow()
                    .substring("ExecStart=".length()).split(" ", 2)[0];
            if (!Files.isExecutable(Path.of(program))) {
                throw new RefusedInput("the service would run " + program + ", which is not there",
                        "put the program there, a link will do, and try again");
            }
            if (dryRun().isOn()) {
                out().println(announcement(unit, text));
                return ExitCode.OK;
            }
            try {
                Files.createDirectories(Objects.requireNonNull(unit.getParent()));
                Files.writeString(unit, text, UTF_8);
            } catch (IOException e) {
                throw new HostFailure(unit + " cannot be written: " + Reason.of(e), "check the directory", e);
            }
            Systemd.run("daemon-reload");
            Systemd.run("enable", Systemd.UNIT);
            out().println("installed " + unit + "; start it with 'rexray service start'");
            return ExitCode.OK;
        }

        /** @param text what is to be in the file */
        static String announcement(Path unit, String text) {
            try {
                return unit + (Files.notExists(unit)
                        ? " would be written"
                        : Files.readString(unit, UTF_8).equals(text)
                                ? " is as it should be"
                                : " says something else and would be replaced")
                        + ", and the service enabled, so that it starts at boot";
            } catch (IOException e) {
                throw new HostFailure(unit + " cannot be read: " + Reason.of(e), "see what it is", e);
            }
        }

        private static String text() {
            try (InputStream in = Objects
                    .requireNonNull(InstallCommand.class.getResourceAsStream("/rexray/" + Systemd.UNIT))) {
                return new String(in.readAllBytes(), UTF_8);
            } catch (IOException e) {
                throw new HostFailure("the unit in this program cannot be read: " + Reason.of(e), "reinstall it", e);
            }
        }
    }

    @Command(name = "uninstall", footer = "rexray uninstall -n", description = "Stops the service and removes its systemd unit. Volumes, mounts,"
            + " configuration and notes stay.")
    static final class Uninstall extends InstallCommand {
        Uninstall(Session session) {
            super(session);
        }

        @Override
        public Integer call() throws InterruptedException {
            Path unit = unit();
            if (Files.notExists(unit)) {
                out().println("rexray is not installed: there is no " + unit);
                return ExitCode.OK;
            }
            if (dryRun().isOn()) {
                out().println("the service would be stopped and disabled, and " + unit
                        + " removed; /etc/rexray, /var/lib/rexray and what is mounted would stay");
                return ExitCode.OK;
            }
            Systemd.run("disable", "--now", Systemd.UNIT);
            try {
                Files.delete(unit);
            } catch (IOException e) {
                throw new HostFailure(unit + " cannot be removed: " + Reason.of(e), "remove it by hand", e);
            }
            Systemd.run("daemon-reload");
            out().println("removed " + unit + "; /etc/rexray, /var/lib/rexray and what is mounted stay");
            return ExitCode.OK;
        }
    }
}
