package rexray.admin;

import io.javalin.config.RoutesConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
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
    /** The member of a request that names the service. */
    static final String SERVICE = "service";
    private final Supplier<SortedMap<String, Served>> services;
    private final String usual;

    /**
     * A service whose volumes can be asked for.
     *
     * @param journal where failures are told
     */
    public record Served(Administration volumes, Journal journal) {}

    /** One method: what it makes of a request for the volumes of a service. */
    private interface Method {
        Object answer(Administration volumes, JsonObject request);
    }

    /**
     * @param services those of this moment, by name
     * @param usual the one of a request that names none
     */
    public AdminApi(Supplier<SortedMap<String, Served>> services, String usual) {
        this.services = services;
        this.usual = usual;
    }

    public void addTo(RoutesConfig routes) {
        route(routes, "List", (volumes, request) -> answer("volumes", entries(volumes.volumes())));
        route(routes, "Get",
                (volumes, request) -> answer("volumes", entries(volumes.volume(name(request)).stream().toList())));
        route(routes, "Create", (volumes, request) -> answer("volumes", entries(List.of(volumes.create(name(request),
                CreateOptions.parse(request.object("options")))))));
        route(routes, "Remove", (volumes, request) -> {
            volumes.remove(name(request));
            return Map.of();
        });
        route(routes, "Attach", (volumes, request) -> answer("path", volumes.attach(name(request))));
        route(routes, "Detach", (volumes, request) -> {
            volumes.detach(name(request));
            return Map.of();
        });
        route(routes, "Mount", (volumes, request) -> answer("path", volumes.mount(name(request))));
        route(routes, "Unmount", (volumes, request) -> {
            volumes.unmount(name(request));
            return Map.of();
        });
        route(routes, "Limits", (volumes, request) -> limits(volumes.limits(name(request))));
        route(routes, "Limit", (volumes, request) -> limits(
                volumes.limit(name(request), request.findNumber("iops"), request.findNumber("kilobytes"))));
        route(routes, "Resize", (volumes, request) -> answer("sizeInBytes",
                volumes.resize(name(request), new Size(request.number("sizeInBytes"))).bytes()));
        addSnapshotsTo(routes);
        route(routes, "UnderWay", (volumes, request) -> answer("doings",
                volumes.underWay(name(request)).stream().map(AdminApi::doing).toList()));
        route(routes, "TakeOver", (volumes, request) -> answer("holders", volumes.takeOver(name(request))));
    }

    private void addSnapshotsTo(RoutesConfig routes) {
        route(routes, "TakeSnapshots", (volumes, request) -> {
            volumes.takeSnapshots(request.texts("names").stream().map(SnapshotName::parse).toList());
            return Map.of();
        });
        route(routes, "Snapshots", (volumes, request) -> answer("volumes",
                entries(volumes.snapshots(request.find("name").map(VolumeName::new)))));
        route(routes, "RemoveSnapshot", (volumes, request) -> {
            volumes.removeSnapshot(snapshot(request));
            return Map.of();
        });
        route(routes, "Restore", (volumes, request) -> {
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

    private Served named(String service) {
        SortedMap<String, Served> all = services.get();
        return Optional.ofNullable(all.get(service.toLowerCase(Locale.ROOT)))
                .orElseThrow(() -> new RefusedInput("the running daemon has no service '" + service + "'",
                        "choose one of: " + String.join(", ", all.keySet())));
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

    private void route(RoutesConfig routes, String method, Method work) {
        routes.post(PREFIX + method, context -> {
            Exchange exchange = new Exchange(context, "application/json");
            exchange.byPeer(() -> serve(exchange, work));
        });
    }

    private boolean serve(Exchange exchange, Method work) {
        long start = System.nanoTime();
        Served served = Optional.ofNullable(services.get().get(usual)).orElseThrow();
        try {
            JsonObject request = new JsonObject(exchange.read(Map.class));
            served = request.find(SERVICE).map(this::named).orElse(served);
            return exchange.answer(200, work.answer(served.volumes(), request));
        } catch (VolumeException e) {
            served.journal().failed(exchange.method(), e, Duration.ofNanos(System.nanoTime() - start));
            return exchange.answer(500, Failure.of(e).json());
        } catch (IllegalArgumentException e) {
            return exchange.answer(500, Failure.of(new RefusedInput(exchange.method() + ": " + e.getMessage(),
                    "use a command of the same version as the service")).json());
        } catch (RuntimeException e) {
            log.error("{} failed unexpectedly, which is a bug", exchange.method(), e);
            return exchange.answer(500,
                    Failure.of(
                            new HostFailure(exchange.method() + " failed inside the service: " + e, "see its log", e))
                            .json());
        }
    }
}
