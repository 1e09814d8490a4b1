package rexray.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import rexray.volume.VolumeException;

/**
 * One HTTP server on Unix sockets, whose platform threads may block, one for each request under way. Every socket leads to
 * all routes; all of them are root's alone. {@link #start} returns when requests are answered; {@link #close} takes the
 * sockets away. The first socket may be one that systemd listens on.
 */
public final class LocalServer implements AutoCloseable {
    /** An engine opens one for each of its volumes when it starts, and later keeps two. */
    private static final int MOST_CONNECTIONS = 4096;

    private final List<ListeningSocket> sockets;
    private final Duration arrival;
    private final Javalin http;

    /**
     * What is served on a socket.
     *
     * @param socket the file, whose directory is made if it is missing
     */
    public record Endpoint(Path socket, Consumer<RoutesConfig> routes) {}

    /** @param arrival how long a request that began may take to arrive whole */
    public LocalServer(Duration arrival, List<Endpoint> endpoints) {
        this.sockets = Stream.concat(Stream.of(first(endpoints.getFirst().socket())),
                endpoints.stream().skip(1).map(endpoint -> new SocketFile(endpoint.socket()))).toList();
        this.arrival = arrival;
        this.http = Javalin.create(config -> configure(config, endpoints));
    }

    /**
     * Looks whether the socket that systemd listens on, if it does, is one of these.
     *
     * @throws rexray.volume.VolumeException.RefusedInput if it is another one, at which nobody would answer
     */
    public static void requireInherited(List<Path> sockets) {
        inherited().ifPresent(inherited -> inherited.requireAmong(sockets));
    }

    /**
     * Listens, then shows the sockets.
     *
     * @throws VolumeException if a socket cannot be had
     */
    public void start() {
        http.start();
        sockets.forEach(ListeningSocket::publish);
    }

    /** Takes the sockets away, then gives the requests under way some time to end. */
    @Override
    public void close() {
        sockets.forEach(ListeningSocket::withdraw);
        http.stop();
    }

    private void configure(JavalinConfig config, List<Endpoint> endpoints) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.http.asyncTimeout = 0;
        config.jetty.threadPool = new QueuedThreadPool(256, 4);
        config.jetty.modifyHttpConfiguration(jetty -> {
            jetty.setSendServerVersion(false);
            jetty.setSendDateHeader(false);
        });
        sockets.forEach(socket -> config.jetty.addConnector((server, jetty) -> connector(server, jetty, socket)));
        endpoints.forEach(endpoint -> endpoint.routes().accept(config.routes));
    }

    private static ListeningSocket first(Path socket) {
        return inherited().filter(inherited -> inherited.file().equals(socket)).<ListeningSocket>map(ours -> ours)
                .orElseGet(() -> new SocketFile(socket));
    }

    private static Optional<InheritedSocket> inherited() {
        return InheritedSocket.of(System.getenv(), System::inheritedChannel);
    }

    private Connector connector(Server server, HttpConfiguration jetty, ListeningSocket socket) {
        UnixDomainServerConnector connector = new UnixDomainServerConnector(server, 1, 1,
                new EngineConnections(jetty, arrival));
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        socket.giveTo(connector);
        // The engine keeps connections for ever, and cannot repeat a request that meets one just being closed.
        connector.setIdleTimeout(TimeUnit.DAYS.toMillis(1));
        return connector;
    }
}
