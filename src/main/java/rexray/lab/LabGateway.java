package rexray.lab;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A running emulation of a ScaleIO gateway with the cluster behind it. It is no real array: what it keeps is on this
 * machine only. Any number of threads may use it.
 */
final class LabGateway implements AutoCloseable {
    /** The user who may change nothing. */
    static final String MONITOR = "monitor";

    private final GatewayOptions options;
    private final LabDirectory directory;
    private final FileChannel claim;
    private final Cluster cluster;
    private final Sessions sessions;
    private final RequestLog requests = new RequestLog();
    private final Faults faults;
    private volatile Optional<ListenAddress> https;
    private volatile Optional<ListenAddress> http;
    private HttpServer server;

    private LabGateway(GatewayOptions options, LabDirectory directory, FileChannel claim, Cluster cluster) {
        this.options = options;
        this.directory = directory;
        this.claim = claim;
        this.cluster = cluster;
        this.faults = options.faults();
        this.sessions = new Sessions(options.clock(), options.random());
        this.https = options.https();
        this.http = options.http();
        this.server = serve();
    }

    /** Returns when it answers. What its directory holds from an earlier run is there again, except for the logins. */
    static LabGateway start(GatewayOptions options) {
        LabDirectory directory = new LabDirectory(options.directory());
        FileChannel claim = directory.claim();
        try {
            return new LabGateway(options, directory, claim,
                    Cluster.open(options.profile(),
                            options.limits().orElseGet(() -> SystemLimits.of(options.profile())), options.layout(),
                            directory.state(), options.data(), options.clock(), options.random()));
        } catch (RuntimeException e) {
            release(claim);
            throw e;
        }
    }

    /** Where clients of this machine reach it, with TLS if it has that: {@code https://127.0.0.1:8443}. */
    String url() {
        return https.map(address -> url("https", address))
                .orElseGet(() -> http.map(address -> url("http", address)).orElseThrow());
    }

    /** Where clients of this machine reach it without TLS. */
    Optional<String> plainUrl() {
        return http.map(address -> url("http", address));
    }

    Path caFile() {
        return directory.caFile();
    }

    Path passwordFile() {
        return directory.passwordFile();
    }

    Cluster cluster() {
        return cluster;
    }

    Faults faults() {
        return faults;
    }

    /** The last requests to the API since the start, oldest first, as {@code METHOD path}. */
    List<String> requests() {
        return requests.all();
    }

    /** How many requests to the API there were since the start. */
    long requestCount() {
        return requests.count();
    }

    /** The rows of the API, those too that the release lacks. */
    Stream<Endpoint> endpoints() {
        return api().endpoints(cluster);
    }

    Sessions openSessions() {
        return sessions;
    }

    /** How many logins are valid. */
    int sessions() {
        return sessions.count();
    }

    /** Ends and starts the service at the same addresses, as an administrator would: connections and tokens are gone. */
    synchronized void restart() {
        server.stop();
        sessions.closeAll();
        server = serve();
    }

    /** Stops answering. The state was safe before. */
    @Override
    public synchronized void close() {
        server.stop();
        release(claim);
    }

    private Credentials credentials() {
        return new Credentials(List.of(new User(options.user(), directory.password(), User.Role.ADMINISTRATOR),
                new User(MONITOR, directory.monitorPassword(), User.Role.MONITOR)), sessions, options.profile());
    }

    /** What surrounds requests that come by another way than HTTP. */
    Edge edge(Consumer<Context> cut) {
        return edge(credentials(), cut);
    }

    private Edge edge(Credentials credentials, Consumer<Context> cut) {
        return new Edge(credentials, options.profile(), requests, faults, options.latency(), cut);
    }

    private Api api() {
        Credentials credentials = credentials();
        return new Api(edge(credentials, Edge::cutSocket), credentials);
    }

    private HttpServer serve() {
        Credentials credentials = credentials();
        Api api = api();
        HttpServer started = HttpServer.start(https.map(this::tls), http, routes -> {
            api.addTo(routes, cluster);
            new StatusRoute(options.profile(), this::url, sessions, requests).addTo(routes, cluster);
            new LabRoutes(credentials, requests, faults, this::restart).addTo(routes, cluster);
            options.routes().forEach(more -> more.addTo(routes, cluster));
            new OtherPaths(requests).addTo(routes, cluster);
        });
        https = https.flatMap(address -> started.httpsPort().map(port -> new ListenAddress(address.host(), port)));
        http = http.flatMap(address -> started.httpPort().map(port -> new ListenAddress(address.host(), port)));
        directory.announce(url());
        return started;
    }

    private HttpServer.Tls tls(ListenAddress address) {
        List<String> names = new ArrayList<>(List.of("localhost", "127.0.0.1"));
        if (!isAnyAddress(address)) {
            names.add(address.host());
        }
        names.addAll(options.names());
        try {
            return new HttpServer.Tls(address, new Certificates(directory).serverContext(names));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String url(String scheme, ListenAddress address) {
        return URI.create(scheme + "://" + (isAnyAddress(address) ? "127.0.0.1" : address.host()) + ":"
                + address.port()).toString();
    }

    private static boolean isAnyAddress(ListenAddress address) {
        return address.host().equals("0.0.0.0");
    }

    private static void release(FileChannel claim) {
        try {
            claim.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
