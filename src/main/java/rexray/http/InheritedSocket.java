package rexray.http;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.jspecify.annotations.Nullable;
import rexray.volume.Reason;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.RefusedInput;

/**
 * A socket that systemd listens on, and hands as standard input to the daemons that it starts for it: a request that comes
 * while there is none waits for the next. It stays when a daemon ends. Source: systemd.socket(5), sd_listen_fds(3),
 * {@link System#inheritedChannel}.
 */
final class InheritedSocket implements ListeningSocket {
    private final Path file;
    private @Nullable UnixDomainServerConnector connector;

    /** @param file where systemd made it */
    InheritedSocket(Path file) {
        this.file = file;
    }

    /** What this process was started with. */
    @FunctionalInterface
    interface StandardInput {
        /** The socket; null if it is something else. */
        @Nullable
        Channel channel() throws IOException;
    }

    /**
     * The one that this process was started for; empty if there is none.
     *
     * @throws RefusedInput if systemd hands over sockets otherwise
     */
    static Optional<InheritedSocket> of(Map<String, String> environment, StandardInput input) {
        try {
            // Only systemd gives a process a socket that listens.
            if (input.channel() instanceof ServerSocketChannel server
                    && server.getLocalAddress() instanceof UnixDomainSocketAddress address) {
                return Optional.of(new InheritedSocket(address.getPath()));
            }
        } catch (IOException e) {
            throw new HostFailure("standard input cannot be examined: " + Reason.of(e), "disable rexray.socket", e);
        }
        if (Long.toString(ProcessHandle.current().pid()).equals(environment.get("LISTEN_PID"))) {
            throw new RefusedInput("systemd passed sockets, but none as standard input",
                    "set StandardInput=socket for rexray.service, and one ListenStream= in rexray.socket");
        }
        return Optional.empty();
    }

    Path file() {
        return file;
    }

    /** @throws RefusedInput if it is in another place */
    void requireAmong(List<Path> configured) {
        if (!configured.contains(file)) {
            throw new RefusedInput("systemd listens on " + file + " for rexray, whose configured socket is "
                    + configured.stream().map(Path::toString).collect(Collectors.joining(" or ")),
                    "set ListenStream= of rexray.socket and rexray.modules.default-docker.host the same path");
        }
    }

    @Override
    public void giveTo(UnixDomainServerConnector listener) {
        connector = listener;
        listener.setInheritChannel(true);
        // It deletes this when it stops, and would fail without one.
        listener.setUnixDomainPath(file.resolveSibling(".rexray-none"));
    }

    @Override
    public void publish() {}

    /** Leaves who comes from now on to the next daemon. */
    @Override
    public void withdraw() {
        if (connector != null) {
            connector.setAccepting(false);
        }
    }
}
