package rexray.admin;

import io.javalin.config.RoutesConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.http.Exchange;
import rexray.volume.CreateOptions;
import rexray.volume.Errand;
import rexray.volume.Journal;
import rexray.volume.Limits;
import rexray.volume.Size;
import rexray.volume.SnapshotName;
import rexray.volume.UnderWay;
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
    private final Journal journal;

    /** @param journal where failures are told */
    public AdminApi(Administration volumes, Journal journal) {
        this.volumes = volumes;
        this.journal = journal;
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
        route(routes, "UnderWay", request -> answer("doings",
                volumes.underWay(name(request)).stream().map(AdminApi::doing).toList()));
        route(routes, "TakeOver", request -> answer("holders", volumes.takeOver(name(request))));
    }

    private void addSnapshotsTo(RoutesConfig routes) {
        route(routes, "TakeSnapshots", request -> {
            volumes.takeSnapshots(request.texts("names").stream().map(SnapshotName::parse).toList());
            return Map.of();
        });
        route(routes, "Snapshots", request -> answer("volumes", entries(volumes.snapshots(name(request)))));
        route(routes, "RemoveSnapshot", request -> {
            volumes.removeSnapshot(snapshot(request));
            return Map.of();
        });
        route(routes, "Restore", request -> {
            volumes.restore(snapshot(request));
            return Map.of();
        });
    }

    private static Map<String, Object> doing(UnderWay.Doing doing) {
        Map<String, Object> members = new HashMap<>(
                Map.of("what", doing.what(), "sinceInMs", doing.since().toMillis()));
        doing.left().ifPresent(left -> members.put("leftInMs", left.toMillis()));
        return members;
    }

    private static Map<String, Long> limits(Limits limits) {
        return Map.of("iops", limits.iops(), "kilobytes", limits.kilobytes());
    }

    /** The volume of a request, which is what the thread is at work for from now on. */
    private static VolumeName name(JsonObject request) {
        VolumeName name = new VolumeName(request.text("name"));
        Errand.isFor(name);
        return name;
    }

    private static SnapshotName snapshot(JsonObject request) {
        SnapshotName name = SnapshotName.parse(request.text("name"));
        Errand.isFor(name.volume());
        return name;
    }

    private static List<Map<String, @Nullable Object>> entries(List<VolumeEntry> entries) {
        return entries.stream().map(VolumeEntry::json).toList();
    }

    private static Map<String, Object> answer(String member, Object value) {
        return Map.of(member, value instanceof Path path ? path.toString() : value);
    }

    private void route(RoutesConfig routes, String method, Function<JsonObject, Object> work) {
        routes.post(PREFIX + method, context -> {
            Exchange exchange = new Exchange(context, "application/json");
            exchange.byPeer(() -> serve(exchange, work));
        });
    }

    private boolean serve(Exchange exchange, Function<JsonObject, Object> work) {
        long start = System.nanoTime();
        try {
            return exchange.answer(200, work.apply(new JsonObject(exchange.read(Map.class))));
        } catch (VolumeException e) {
            journal.failed(exchange.method(), e, Duration.ofNanos(System.nanoTime() - start));
            return exchange.answer(500, Failure.of(e).json());
        } catch (IllegalArgumentException e) {
            return exchange.answer(500, Failure.of(new RefusedInput(exchange.method() + ": " + e.getMessage(),
                    "use the command of the same version as the service")).json());
        } catch (RuntimeException e) {
            log.error("{} failed unexpectedly, which is a bug", exchange.method(), e);
            return exchange.answer(500,
                    Failure.of(
                            new HostFailure(exchange.method() + " failed inside the service: " + e, "see its log", e))
                            .json());
        }
    }
}
