package rexray.lab;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The rescans that {@code drv_cfg} asks for. One is done when every connection that works has done it; while none works
 * it stays undone. Any number of threads may use it.
 */
final class Rescans {
    private final SdcDirectory directory;
    /** The gateways to which a connection works. */
    private final Set<URI> working = new HashSet<>();
    private final Map<Path, Set<URI>> doneBy = new HashMap<>();

    Rescans(SdcDirectory directory) {
        this.directory = directory;
    }

    /** Those that the connection to a gateway has not done yet. */
    synchronized Set<Path> askedOf(URI gateway) throws IOException {
        Set<Path> asked = directory.rescans();
        doneBy.keySet().retainAll(asked);
        asked.removeIf(rescan -> doneBy.getOrDefault(rescan, Set.of()).contains(gateway));
        return asked;
    }

    /** The connection to a gateway works, and has done these. */
    synchronized void done(URI gateway, Set<Path> rescans) throws IOException {
        working.add(gateway);
        rescans.forEach(rescan -> doneBy.computeIfAbsent(rescan, _ -> new HashSet<>()).add(gateway));
        Set<Path> done = new HashSet<>();
        doneBy.forEach((rescan, by) -> {
            if (by.containsAll(working)) {
                done.add(rescan);
            }
        });
        directory.rescanned(done);
        doneBy.keySet().removeAll(done);
    }

    /** The connection to a gateway does not work any more, so nobody waits for it. */
    synchronized void leave(URI gateway) {
        working.remove(gateway);
    }
}
