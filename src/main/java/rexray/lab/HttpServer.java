package rexray.lab;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.util.JavalinException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import rexray.volume.VolumeException.HostFailure;

/** The gateway's HTTP server while it runs, at an address with TLS, one without, or both. */
final class HttpServer {
    private static final long STOP_TIMEOUT_MS = 0;
    private final Javalin javalin;
    private final @Nullable ServerConnector https;
    private final @Nullable ServerConnector http;

    private HttpServer(Javalin javalin, Listeners listeners) {
        this.javalin = javalin;
        this.https = listeners.https;
        this.http = listeners.http;
    }

    /** Returns when it answers; {@link HostFailure} if it cannot listen there. */
    static HttpServer start(Optional<Tls> tls, Optional<ListenAddress> plain, Consumer<RoutesConfig> routes) {
        Listeners listeners = new Listeners();
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.jetty.threadPool = new QueuedThreadPool(64, 2, 30_000);
            config.jetty.modifyServer(server -> server.setStopTimeout(STOP_TIMEOUT_MS));
            config.jetty.modifyHttpConfiguration(HttpServer::likeTomcat);
            config.jetty.modifyServletContextHandler(HttpServer::likeTomcat);
            tls.ifPresent(with -> config.jetty.addConnector((server, http) -> listeners.https = connector(server,
                    with.address(), sslThenHttp(with.context()), new HttpConnectionFactory(http))));
            plain.ifPresent(address -> config.jetty.addConnector((server, http) -> listeners.http = connector(server,
                    address, new HttpConnectionFactory(http))));
            routes.accept(config.routes);
        });
        try {
            javalin.start();
        } catch (JavalinException e) {
            javalin.stop();
            String where = Stream.concat(tls.map(Tls::address).stream(), plain.stream())
                    .map(ListenAddress::toString).collect(Collectors.joining(" and "));
            throw new HostFailure("the lab's gateway cannot listen on " + where + ": " + e.getMessage(),
                    "give a free port and an address of this machine", e);
        }
        return new HttpServer(javalin, listeners);
    }

    /** Where to listen with TLS, and as whom. */
    record Tls(ListenAddress address, SSLContext context) {}

    /** Cuts whatever is under way. */
    void stop() {
        javalin.stop();
    }

    /** The port with TLS, if there is one. */
    Optional<Integer> httpsPort() {
        return Optional.ofNullable(https).map(ServerConnector::getLocalPort);
    }

    /** The port without TLS, if there is one. */
    Optional<Integer> httpPort() {
        return Optional.ofNullable(http).map(ServerConnector::getLocalPort);
    }

    /** Names in paths are encoded once or twice, with slashes and percent signs in them: none of that is refused. */
    private static void likeTomcat(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setUriCompliance(UriCompliance.UNSAFE);
    }

    private static void likeTomcat(ServletContextHandler context) {
        context.getServletHandler().setDecodeAmbiguousURIs(true);
    }

    private static ConnectionFactory sslThenHttp(SSLContext context) {
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setSslContext(context);
        return new SslConnectionFactory(ssl, HttpVersion.HTTP_1_1.asString());
    }

    private static ServerConnector connector(Server server, ListenAddress address, ConnectionFactory... protocols) {
        // Without a thread that accepts: when it stops it is interrupted, and Java loses a connection that just came in,
        // open and never read, so that its client waits.
        ServerConnector connector = new ServerConnector(server, 0, 1, protocols);
        connector.setHost(address.host());
        connector.setPort(address.port());
        return connector;
    }

    /** The connectors, as Jetty asks for them. */
    private static final class Listeners {
        private @Nullable ServerConnector https;
        private @Nullable ServerConnector http;
    }
}
