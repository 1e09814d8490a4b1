package rexray.admin;

import io.javalin.config.RoutesConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.http.Exchange;
import rexray.volume.CreateOptions;
import rexray.volume.Limits;
import rexray.volume.Size;
import rexray.volume.SnapshotName;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeName;

/**
 * {@link Administration} as requests on a socket: each is a POST of a JSON object, answered by one. A failure is status 500
 * and has the {@link Failure}'s members. {@link RemoteAdministration} is the other end.
 */
public final class AdminApi {
    private static final Logger log = LoggerFactory.getLogger(AdminApi.class);
    static final String PREFIX = "/Admin.";
    private final Administration volumes;

    public AdminApi(Administration volumes) {
        this.volumes = volumes;
    }

    public void addTo(RoutesConfig routes) {
        route(routes, "List", request -> answer("volumes", entries(volumes.volumes())));
        route(routes, "Get",
                request -> answer("volumes", entries(volumes.volume(name(request)).stream().toList())));
        route(routes, "Create", request -> answer("volumes", entries(List.of(volumes.create(name(request),
                CreateOptions.parse(request.object("options")))))));
        route(routes, "Remove", request -> {
            volumes.remove(name(request));
            return Map.of();
        });
        route(routes, "Attach", request -> answer("path", volumes.attach(name(request))));
        route(routes, "Detach", request -> {
            volumes.detach(name(request));
            return Map.of();
        });
        route(routes, "Mount", request -> answer("path", volumes.mount(name(request))));
        route(routes, "Unmount", request -> {
            volumes.unmount(name(request));
            return Map.of();
        });
        route(routes, "Limits", request -> limits(volumes.limits(name(request))));
        route(routes, "Limit", request -> limits(
                volumes.limit(name(request), request.findNumber("iops"), request.findNumber("kilobytes"))));
        route(routes, "Resize", request -> answer("sizeInBytes",
                volumes.resize(name(request), new Size(request.number("sizeInBytes"))).bytes()));
        addSnapshotsTo(routes);
        route(routes, "TakeOver", request -> answer("holders", volumes.takeOver(name(request))));
    }

    private void addSnapshotsTo(RoutesConfig routes) {
        route(routes, "TakeSnapshots", request -> {
            volumes.takeSnapshots(request.texts("names").stream().map(SnapshotName::parse).toList());
            return Map.of();
        });
        route(routes, "Snapshots", request -> answer("volumes", entries(volumes.snapshots(name(request)))));
        route(routes, "RemoveSnapshot", request -> {
            volumes.removeSnapshot(SnapshotName.parse(request.text("name")));
            return Map.of();
        });
        route(routes, "Restore", request -> {
            volumes.restore(SnapshotName.parse(request.text("name")));
            return Map.of();
        });
    }

    private static Map<String, Long> limits(Limits limits) {
        return Map.of("iops", limits.iops(), "kilobytes", limits.kilobytes());
    }

    private static VolumeName name(JsonObject request) {
        return new VolumeName(request.text("name"));
    }

    private static List<Map<String, @Nullable Object>> entries(List<VolumeEntry> entries) {
        return entries.stream().map(VolumeEntry::json).toList();
    }

    private static Map<String, Object> answer(String member, Object value) {
        return Map.of(member, value instanceof Path path ? path.toString() : value);
    }

    private static void route(RoutesConfig routes, String method, Function<JsonObject, Object> work) {
        routes.post(PREFIX + method, context -> {
            Exchange exchange = new Exchange(context, "application/json");
            exchange.byPeer(() -> serve(exchange, work));
        });
    }

    private static boolean serve(Exchange exchange, Function<JsonObject, Object> work) {
        try {
            return exchange.answer(200, work.apply(new JsonObject(exchange.read(Map.class))));
        } catch (VolumeException e) {
            log.warn("{}: {} ({})", exchange.method(), e.getMessage(), e.code(),
                    e.getSuppressed().length > 0 ? e : null);
            return exchange.answer(500, Failure.of(e).json());
        } catch (IllegalArgumentException e) {
            return exchange.answer(500, Failure.of(new RefusedInput(exchange.method() + ": " + e.getMessage(),
                    "use the command of the same version as the service")).json());
        } catch (RuntimeException e) {
            log.error("{} failed in a way that nobody thought of", exchange.method(), e);
            return exchange.answer(500,
                    Failure.of(
                            new HostFailure(exchange.method() + " failed inside the service: " + e, "see its log", e))
                            .json());
        }
    }
}
