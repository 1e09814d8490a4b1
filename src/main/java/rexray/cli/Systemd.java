package rexray.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.RefusedInput;

/** The systemd of this machine, where it has a unit for the service and so is the one to start and stop it. */
final class Systemd {
    private static final String UNIT = "rexray.service";

    private Systemd() {}

    /**
     * The systemd that runs the service; empty if none does.
     *
     * @throws RefusedInput if options were given that the unit would not see
     */
    static Optional<Systemd> find(Session session) {
        Places places = session.places();
        if (Files.notExists(places.systemd())
                || places.units().stream().noneMatch(directory -> Files.exists(directory.resolve(UNIT)))) {
            return Optional.empty();
        }
        if (session.namedConfig().isPresent() || session.namedLogLevel().isPresent()) {
            throw new RefusedInput("systemd starts the service, by its unit " + UNIT + " and without these options",
                    "set them with 'systemctl edit " + UNIT + "', or start in the foreground with -f");
        }
        return Optional.of(new Systemd());
    }

    /** Has systemd start, stop or restart the service. */
    void run(String verb) throws InterruptedException {
        try {
            int status = new ProcessBuilder("systemctl", verb, UNIT).inheritIO().start().waitFor();
            if (status != 0) {
                throw new HostFailure("systemctl " + verb + " " + UNIT + " failed with status " + status,
                        "see 'journalctl -u rexray'", null);
            }
        } catch (IOException e) {
            throw new HostFailure("systemctl cannot be run: " + e, "check the installation of systemd", e);
        }
    }
}
