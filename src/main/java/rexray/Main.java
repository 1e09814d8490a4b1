package rexray;

import java.util.List;
import rexray.cli.Backend;
import rexray.cli.Places;
import rexray.cli.RexrayCommand;
import rexray.cli.VolumeListing;
import rexray.config.ServiceConfig;

/** The entry point of the command {@code rexray}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new RexrayCommand(new NoBackend(), Places.STANDARD).run(System.out, System.err, args));
    }

    private static final class NoBackend implements Backend {
        @Override
        public Serving serve(ServiceConfig config, Readiness readiness) {
            readiness.notReady("there is no backend yet");
            return () -> {};
        }

        @Override
        public List<VolumeListing> volumes(ServiceConfig config) {
            return List.of();
        }
    }
}
