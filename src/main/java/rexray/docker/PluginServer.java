package rexray.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.docker.Messages.CreateRequest;
import rexray.docker.Messages.Failure;
import rexray.docker.Messages.NameRequest;
import rexray.docker.Messages.UseRequest;
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
    private static final ObjectMapper JSON = new ObjectMapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final String CONTENT_TYPE = "application/vnd.docker.plugins.v1.2+json";
    private static final int LONGEST_BODY = 1 << 20;

    /** For how long after the first attempt the engine repeats a request that got no answer. */
    public static final Duration ENGINE_RETRIES_FOR = Duration.ofSeconds(31);

    private final VolumeDriver driver;
    private final PluginSocket socket;
    private final Duration silence;
    private final Javalin http;

    /**
     * @param service the configured service's name, which Status shows
     * @param silence how long a Get that cannot be answered is held before its connection is closed
     */
    public PluginServer(VolumeService volumes, String service, Path socket, Duration silence) {
        this.driver = new VolumeDriver(volumes, service);
        this.socket = new PluginSocket(socket);
        this.silence = silence;
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
        route(config, "/VolumeDriver.List", driver::list);
        route(config, "/VolumeDriver.Create", CreateRequest.class, driver::create);
        route(config, "/VolumeDriver.Remove", NameRequest.class, driver::remove);
        route(config, "/VolumeDriver.Mount", UseRequest.class, driver::mount);
        route(config, "/VolumeDriver.Unmount", UseRequest.class, driver::unmount);
        route(config, "/VolumeDriver.Path", NameRequest.class, driver::path);
        config.routes.post("/VolumeDriver.Get", this::get);
        config.routes.error(404,
                context -> answer(context, 404, new Failure("rexray has no method " + context.path())));
    }

    private Connector connector(Server server, HttpConfiguration http) {
        UnixDomainServerConnector connector = new UnixDomainServerConnector(server, 1, 1, new EngineConnections(http));
        connector.setUnixDomainPath(socket.prepare());
        // The engine keeps connections for ever, and cannot repeat a request that meets one just being closed.
        connector.setIdleTimeout(TimeUnit.DAYS.toMillis(1));
        return connector;
    }

    private void route(JavalinConfig config, String path, Supplier<Object> method) {
        config.routes.post(path, context -> serve(context, method));
    }

    private <T> void route(JavalinConfig config, String path, Class<T> type, Function<T, Object> method) {
        config.routes.post(path, context -> serve(context, () -> method.apply(read(context, type))));
    }

    private static void serve(Context context, Supplier<Object> method) {
        try {
            answer(context, 200, method.get());
        } catch (VolumeException e) {
            refuse(context, e);
        } catch (RuntimeException e) {
            log.error("{} failed in a way that nobody thought of", context.path(), e);
            answer(context, 500, new Failure(context.path() + " failed inside rexray: " + e + "; see its log"));
        }
    }

    private void get(Context context) {
        long start = System.nanoTime();
        NameRequest request;
        try {
            request = read(context, NameRequest.class);
        } catch (RefusedInput e) {
            log.warn("Get is left unanswered: {}", e.getMessage());
            close(context);
            return;
        }
        try {
            answer(context, 200, driver.get(request));
        } catch (NotFound | RefusedInput e) {
            log.debug("Get: {}", e.getMessage());
            answer(context, 500, new Failure(e.getMessage()));
        } catch (VolumeException e) {
            log.warn("Get of {} is left unanswered: {}", request.name(), e.getMessage());
            closeLater(context, start);
        } catch (RuntimeException e) {
            log.error("Get of {} failed in a way that nobody thought of", request.name(), e);
            closeLater(context, start);
        }
    }

    private void closeLater(Context context, long start) {
        long left = silence.toNanos() - (System.nanoTime() - start);
        context.future(() -> CompletableFuture.runAsync(() -> close(context),
                CompletableFuture.delayedExecutor(left, TimeUnit.NANOSECONDS)));
    }

    private static void refuse(Context context, VolumeException e) {
        log.warn("{}: {} ({})", context.path(), e.getMessage(), e.code(), e.getSuppressed().length > 0 ? e : null);
        answer(context, 500, new Failure(e.getMessage()));
    }

    /** @throws RefusedInput if the body is not what the method takes */
    private static <T> T read(Context context, Class<T> type) {
        try {
            byte[] body = context.bodyInputStream().readNBytes(LONGEST_BODY + 1);
            if (body.length == 0) {
                throw new RefusedInput("the request has no body, as when an engine repeats one whose connection broke",
                        "try again");
            }
            if (body.length > LONGEST_BODY) {
                throw new RefusedInput("the request is longer than " + LONGEST_BODY + " bytes", "send a shorter one");
            }
            T request = JSON.readValue(body, type);
            if (request == null) {
                throw new RefusedInput("the request is null", "send a JSON object");
            }
            return request;
        } catch (JsonProcessingException e) {
            throw new RefusedInput("the request is not the JSON of " + context.path() + ": " + e.getOriginalMessage(),
                    "send what the plugin protocol says");
        } catch (IOException e) {
            throw new RefusedInput("the request broke off: " + e, "try again");
        }
    }

    private static void answer(Context context, int status, Object body) {
        try {
            context.status(status).contentType(CONTENT_TYPE).result(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that is not JSON", e);
        }
    }

    private static void close(Context context) {
        ServletContextRequest.getServletContextRequest(context.req()).getConnectionMetaData().getConnection()
                .getEndPoint().close();
    }
}
