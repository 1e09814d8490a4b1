package rexray.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rexray.volume.Reason;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.RefusedInput;

/** The systemd of this machine, where it has a unit for the service and so is the one to start and stop it. */
final class Systemd {
    static final String UNIT = "rexray.service";

    private Systemd() {}

    /** The systemd that runs the service; empty if none does. */
    static Optional<Systemd> find(Places places) {
        boolean isOurs = Files.exists(places.systemd())
                && places.units().stream().anyMatch(directory -> Files.exists(directory.resolve(UNIT)));
        return isOurs ? Optional.of(new Systemd()) : Optional.empty();
    }

    /** Has systemd start or restart the service, which then runs with the unit's options. */
    void start(String verb, Session session) throws InterruptedException {
        if (session.namesConfig() || session.namedLogLevel().isPresent()) {
            throw new RefusedInput(
                    "systemd starts the service by its unit " + UNIT
                            + ", without -c, -l and flags such as --scaleioEndpoint",
                    "set them with 'systemctl edit " + UNIT + "', or start in the foreground with -f");
        }
        run(verb, UNIT);
    }

    void stop() throws InterruptedException {
        run("stop", UNIT);
    }

    /** Calls systemctl, which says itself what is wrong. */
    static void run(String... arguments) throws InterruptedException {
        List<String> command = Stream.concat(Stream.of("systemctl"), Stream.of(arguments)).toList();
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new HostFailure(String.join(" ", command) + " failed with status " + status,
                        "see 'journalctl -u rexray'", null);
            }
        } catch (IOException e) {
            throw new HostFailure("systemctl cannot be run: " + Reason.of(e), "check the installation of systemd", e);
        }
    }
}
