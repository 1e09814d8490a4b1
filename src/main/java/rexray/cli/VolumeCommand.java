package rexray.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import rexray.admin.Administration;
import rexray.admin.VolumeEntry;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeName;

/** A command on volumes: through the daemon if one runs, by itself otherwise. Only root may. */
abstract class VolumeCommand extends SessionCommand implements OfOneService {
    VolumeCommand(Session session) {
        super(session);
    }

    @Override
    public final Integer call() throws InterruptedException {
        session().requireRoot(spec().qualifiedName());
        try (VolumeAccess access = VolumeAccess.open(session(), purpose(), waitingLine())) {
            return run(watched(access.volumes()));
        }
    }

    /** For somebody who watches, as volumes that say what they wait for. */
    private Administration watched(Administration volumes) {
        return isWatched() ? new WatchedAdministration(volumes, waitingLine()) : volumes;
    }

    abstract VolumeAccess.Purpose purpose();

    /** @return the exit code */
    abstract int run(Administration volumes);

    /** The volume of exactly that name. */
    static VolumeEntry existing(Administration volumes, VolumeName name) {
        return volumes.volume(name).orElseThrow(() -> NotFound.volume(name));
    }

    /** Does something for each of several words or volumes; what fails is told and decides the exit code. */
    final <T> int each(List<T> items, Diligence diligence, Work<T> work) {
        int code = ExitCode.OK;
        for (T item : items) {
            try {
                work.on(item);
            } catch (VolumeException e) {
                err().println("rexray: " + e.getMessage());
                code = code == ExitCode.OK ? ExitCode.of(e) : code;
                if (diligence == Diligence.STOP) {
                    return code;
                }
            }
        }
        return code;
    }

    /** What to do after a failure. */
    enum Diligence {
        STOP,
        GO_ON
    }

    interface Work<T> {
        void on(T item);
    }

    final PrintWriter err() {
        return spec().commandLine().getErr();
    }

    /** A mistake in the command line that picocli cannot see. */
    final CommandLine.ParameterException mistake(String message) {
        return new CommandLine.ParameterException(spec().commandLine(), message);
    }
}
