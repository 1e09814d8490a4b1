package rexray.docker;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import rexray.docker.Messages.CreateRequest;
import rexray.docker.Messages.NameRequest;
import rexray.docker.Messages.UseRequest;
import rexray.metrics.Durations;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeService;

/**
 * The plugin protocol on a Unix socket: one HTTP server whose platform threads may block, one for each request under
 * way. {@link #start} returns when the engine can be answered; {@link #close} takes the socket away.
 *
 * <p>Failures are answered with status 500 and {@code {"Err": …}}, except for Get: the engine takes any error answer to
 * Get for "no such volume" and forgets who uses it. So Get says that only when it is known to be true, and closes the
 * connection without an answer otherwise.
 */
public final class PluginServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PluginServer.class);

    /** Under which name the log's context has the user who sent the request. */
    public static final String PEER = "peer";

    /** An engine opens one for each of its volumes when it starts, and later keeps two. */
    private static final int MOST_CONNECTIONS = 4096;

    private static final String OK = "ok";
    /** The result of a request that failed for no reason that we know. */
    private static final String DEFECT = "defect";

    private final VolumeDriver driver;
    private final PluginSocket socket;
    private final Times times;
    private final Map<String, Supplier<Page>> pages;
    private final Durations operations;
    private final Javalin http;

    /**
     * How long the server waits.
     *
     * @param silence before the connection of a Get that cannot be answered is closed
     * @param arrival for a request that began to arrive whole
     */
    public record Times(Duration silence, Duration arrival) {
        /** Silence outlasts the time for which an engine repeats a request that got no answer. */
        public static final Times USUAL = new Times(Duration.ofSeconds(31), Duration.ofSeconds(30));
    }

    /**
     * @param service the configured service's name, which Status shows
     */
    public PluginServer(VolumeService volumes, String service, Path socket, Times times) {
        this(volumes, service, socket, times, new Durations(), Map.of());
    }

    /**
     * @param service the configured service's name, which Status shows
     * @param operations counts the requests by method and result
     * @param pages what a GET shows, by path
     */
    public PluginServer(VolumeService volumes, String service, Path socket, Times times, Durations operations,
            Map<String, Supplier<Page>> pages) {
        this.operations = operations;
        this.driver = new VolumeDriver(volumes, service);
        this.socket = new PluginSocket(socket);
        this.times = times;
        this.pages = Map.copyOf(pages);
        this.http = Javalin.create(this::configure);
    }

    /**
     * Listens, then shows the socket.
     *
     * @throws VolumeException if the socket cannot be had
     */
    public void start() {
        http.start();
        socket.publish();
    }

    /** Takes the socket away, then gives the requests under way some time to end. */
    @Override
    public void close() {
        socket.withdraw();
        http.stop();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.http.asyncTimeout = 0;
        config.jetty.threadPool = new QueuedThreadPool(256, 4);
        config.jetty.modifyHttpConfiguration(jetty -> {
            jetty.setSendServerVersion(false);
            jetty.setSendDateHeader(false);
        });
        config.jetty.addConnector(this::connector);
        route(config, "/Plugin.Activate", driver::activate);
        route(config, "/VolumeDriver.Capabilities", driver::capabilities);
        config.routes.post("/VolumeDriver.List", context -> {
            Exchange exchange = new Exchange(context);
            serve(exchange, () -> exchange.stream(driver.list()));
        });
        route(config, "/VolumeDriver.Create", CreateRequest.class, driver::create);
        route(config, "/VolumeDriver.Remove", NameRequest.class, driver::remove);
        config.routes.post("/VolumeDriver.Mount", this::mount);
        route(config, "/VolumeDriver.Unmount", UseRequest.class, driver::unmount);
        route(config, "/VolumeDriver.Path", NameRequest.class, driver::path);
        config.routes.post("/VolumeDriver.Get", this::get);
        pages.forEach((path, page) -> config.routes.get(path, context -> {
            Page shown = page.get();
            context.status(shown.status()).contentType(shown.contentType()).result(shown.text());
        }));
        config.routes.error(404, context -> context.contentType("application/json")
                .result("{\"Err\":\"rexray has no such method; see that the engine speaks the volume plugin protocol\"}"));
    }

    private Connector connector(Server server, HttpConfiguration http) {
        UnixDomainServerConnector connector = new UnixDomainServerConnector(server, 1, 1,
                new EngineConnections(http, times.arrival()));
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        connector.setUnixDomainPath(socket.prepare());
        // The engine keeps connections for ever, and cannot repeat a request that meets one just being closed.
        connector.setIdleTimeout(TimeUnit.DAYS.toMillis(1));
        return connector;
    }

    private void route(JavalinConfig config, String path, Supplier<Object> method) {
        config.routes.post(path, context -> {
            Exchange exchange = new Exchange(context);
            serve(exchange, () -> exchange.answer(200, method.get()));
        });
    }

    private <T> void route(JavalinConfig config, String path, Class<T> type, Function<T, Object> method) {
        config.routes.post(path, context -> {
            Exchange exchange = new Exchange(context);
            serve(exchange, () -> exchange.answer(200, method.apply(exchange.read(type))));
        });
    }

    /** @return whether the method succeeded and its answer was delivered */
    private boolean serve(Exchange exchange, BooleanSupplier method) {
        long start = System.nanoTime();
        String result = OK;
        MDC.put(PEER, exchange.peer());
        try {
            return method.getAsBoolean();
        } catch (VolumeException e) {
            result = e.code();
            log.warn("{}: {} ({})", exchange.method(), e.getMessage(), e.code(),
                    e.getSuppressed().length > 0 ? e : null);
            exchange.refuse(500, e.getMessage());
        } catch (RuntimeException e) {
            result = DEFECT;
            log.error("{} failed in a way that nobody thought of", exchange.method(), e);
            exchange.refuse(500, exchange.method() + " failed inside rexray: " + e + "; see its log");
        } finally {
            MDC.remove(PEER);
            count(exchange, result, start);
        }
        return false;
    }

    /** A caller who did not get the answer to a Mount will never send the Unmount. */
    private void mount(Context context) {
        Exchange exchange = new Exchange(context);
        AtomicReference<@Nullable UseRequest> mounted = new AtomicReference<>();
        boolean delivered = serve(exchange, () -> {
            UseRequest request = exchange.read(UseRequest.class);
            Object answer = driver.mount(request);
            mounted.set(request);
            return exchange.answer(200, answer);
        });
        UseRequest orphan = mounted.get();
        if (!delivered && orphan != null) {
            driver.takeBack(orphan);
        }
    }

    private void get(Context context) {
        long start = System.nanoTime();
        Exchange exchange = new Exchange(context);
        NameRequest request;
        try {
            request = exchange.read(NameRequest.class);
        } catch (RefusedInput e) {
            log.warn("Get is left unanswered: {}", e.getMessage());
            exchange.close();
            return;
        }
        String result = OK;
        try {
            exchange.answer(200, driver.get(request));
        } catch (NotFound | RefusedInput e) {
            result = e.code();
            log.debug("Get: {}", e.getMessage());
            exchange.refuse(500, e.getMessage());
        } catch (VolumeException e) {
            result = e.code();
            log.warn("Get of {} is left unanswered: {}", request.name(), e.getMessage());
            closeLater(context, exchange, start);
        } catch (RuntimeException e) {
            result = DEFECT;
            log.error("Get of {} failed in a way that nobody thought of", request.name(), e);
            closeLater(context, exchange, start);
        } finally {
            count(exchange, result, start);
        }
    }

    private void count(Exchange exchange, String result, long start) {
        operations.observe(Duration.ofNanos(System.nanoTime() - start), exchange.method(), result);
    }

    private void closeLater(Context context, Exchange exchange, long start) {
        long left = times.silence().toNanos() - (System.nanoTime() - start);
        context.future(() -> CompletableFuture.runAsync(exchange::close,
                CompletableFuture.delayedExecutor(left, TimeUnit.NANOSECONDS)));
    }
}
