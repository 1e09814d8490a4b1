package rexray.docker;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.docker.Messages.CreateRequest;
import rexray.docker.Messages.Failure;
import rexray.docker.Messages.NameRequest;
import rexray.docker.Messages.UseRequest;
import rexray.http.Exchange;
import rexray.http.LocalServer;
import rexray.http.LocalServer.Endpoint;
import rexray.http.Page;
import rexray.http.PageSource;
import rexray.metrics.Durations;
import rexray.volume.Defaults;
import rexray.volume.Journal;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeService;

/**
 * The plugin protocol on a Unix socket. {@link #start} returns when the engine can be answered; {@link #close} takes the
 * socket away.
 *
 * <p>Failures are answered with status 500 and {@code {"Err": …}}, except for Get: the engine takes any error answer to
 * Get for "no such volume" and forgets who uses it. So Get says that only when it is known to be true, and closes the
 * connection without an answer otherwise.
 */
public final class PluginServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PluginServer.class);

    private static final String CONTENT_TYPE = "application/vnd.docker.plugins.v1.2+json";

    private static final String OK = "ok";
    /** The result of a request that failed for no reason that we know. */
    private static final String DEFECT = "defect";

    private final VolumeDriver driver;
    private final Journal journal;
    private final Times times;
    private final Map<String, PageSource> pages;
    private final Durations operations;
    private final LocalServer server;

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
     * What the socket stands for.
     *
     * @param service the configured service's name, which Status shows
     * @param driver by which Docker knows it
     * @param defaults for volumes that are made now
     */
    public record Role(String service, String driver, Supplier<Defaults> defaults) {
        /** The one of a service with a single socket. */
        public static Role of(String service) {
            return new Role(service, "rexray", () -> Defaults.NONE);
        }
    }

    public PluginServer(VolumeService volumes, Role role, Path socket, Times times) {
        this(volumes, role, socket, times, new Durations(), Map.of(), List.of());
    }

    /**
     * @param operations counts the requests by method and result
     * @param pages what a GET shows, by path
     * @param beside what else the same server serves, on sockets of its own
     */
    public PluginServer(VolumeService volumes, Role role, Path socket, Times times,
            Durations operations, Map<String, PageSource> pages, List<Endpoint> beside) {
        this.operations = operations;
        this.pages = Map.copyOf(pages);
        this.journal = volumes.journal();
        this.driver = new VolumeDriver(volumes, role);
        this.times = times;
        this.server = new LocalServer(times.arrival(),
                Stream.concat(Stream.of(new Endpoint(socket, this::addTo)), beside.stream()).toList());
    }

    /**
     * Listens, then shows the socket.
     *
     * @throws VolumeException if the socket cannot be had
     */
    public void start() {
        server.start();
    }

    /** Takes the socket away, then gives the requests under way some time to end. */
    @Override
    public void close() {
        server.close();
    }

    private void addTo(RoutesConfig routes) {
        route(routes, "/Plugin.Activate", driver::activate);
        route(routes, "/VolumeDriver.Capabilities", driver::capabilities);
        routes.post("/VolumeDriver.List", context -> {
            Exchange exchange = exchange(context);
            serve(exchange, () -> exchange.stream(driver.list()));
        });
        route(routes, "/VolumeDriver.Create", CreateRequest.class, driver::create);
        route(routes, "/VolumeDriver.Remove", NameRequest.class, driver::remove);
        routes.post("/VolumeDriver.Mount", this::mount);
        route(routes, "/VolumeDriver.Unmount", UseRequest.class, driver::unmount);
        route(routes, "/VolumeDriver.Path", NameRequest.class, driver::path);
        routes.post("/VolumeDriver.Get", this::get);
        pages.forEach((path, page) -> routes.get(path, context -> {
            Page shown = page.page(Objects.requireNonNullElse(context.header("Accept"), ""));
            context.status(shown.status()).contentType(shown.contentType()).result(shown.text());
        }));
        routes.error(404, context -> context.contentType("application/json")
                .result("{\"Err\":\"rexray has no such method; check that the"
                        + " engine speaks the volume plugin protocol\"}"));
    }

    private static Exchange exchange(Context context) {
        return new Exchange(context, CONTENT_TYPE);
    }

    private static void refuse(Exchange exchange, String error) {
        exchange.answer(500, new Failure(error));
    }

    private void route(RoutesConfig routes, String path, Supplier<Object> method) {
        routes.post(path, context -> {
            Exchange exchange = exchange(context);
            serve(exchange, () -> exchange.answer(200, method.get()));
        });
    }

    private <T> void route(RoutesConfig routes, String path, Class<T> type, Function<T, Object> method) {
        routes.post(path, context -> {
            Exchange exchange = exchange(context);
            serve(exchange, () -> exchange.answer(200, method.apply(exchange.read(type))));
        });
    }

    /** @return whether the method succeeded and its answer was delivered */
    private boolean serve(Exchange exchange, BooleanSupplier method) {
        return exchange.byPeer(() -> attempt(exchange, method));
    }

    private boolean attempt(Exchange exchange, BooleanSupplier method) {
        long start = System.nanoTime();
        String result = OK;
        try {
            return method.getAsBoolean();
        } catch (VolumeException e) {
            result = e.code();
            journal.failed(exchange.method(), e, Duration.ofNanos(System.nanoTime() - start));
            refuse(exchange, e.getMessage());
        } catch (RuntimeException e) {
            result = DEFECT;
            log.error("{} failed unexpectedly, which is a bug", exchange.method(), e);
            refuse(exchange, exchange.method() + " failed inside rexray: " + e + "; see its log");
        } finally {
            count(exchange, result, start);
        }
        return false;
    }

    /** A caller who did not get the answer to a Mount will never send the Unmount. */
    private void mount(Context context) {
        Exchange exchange = exchange(context);
        AtomicReference<@Nullable UseRequest> mounted = new AtomicReference<>();
        boolean delivered = serve(exchange, () -> {
            UseRequest request = exchange.read(UseRequest.class);
            Object answer = driver.mount(request);
            mounted.set(request);
            return exchange.answer(200, answer);
        });
        UseRequest orphan = mounted.get();
        if (!delivered && orphan != null) {
            exchange.byPeer(() -> {
                driver.takeBack(orphan);
                return true;
            });
        }
    }

    private void get(Context context) {
        long start = System.nanoTime();
        Exchange exchange = exchange(context);
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
            refuse(exchange, e.getMessage());
        } catch (VolumeException e) {
            result = e.code();
            log.warn("Get of {} is left unanswered: {}", request.name(), e.getMessage());
            closeLater(context, exchange, start);
        } catch (RuntimeException e) {
            result = DEFECT;
            log.error("Get of {} failed unexpectedly, which is a bug", request.name(), e);
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
