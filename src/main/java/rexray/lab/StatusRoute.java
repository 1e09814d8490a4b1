package rexray.lab;

import io.javalin.config.RoutesConfig;
import java.util.Map;
import java.util.function.Supplier;

/** What a real gateway does not tell, for {@code rexray lab status}. Emulation only, and open to everybody. */
record StatusRoute(Profile profile, Supplier<String> url, Sessions sessions, RequestLog requests) implements Routes {
    static final String PATH = "/lab/status";

    @Override
    public void addTo(RoutesConfig routes, Cluster cluster) {
        routes.get(PATH, request -> request.json(Map.of("emulated", true, "profile", profile.apiVersion(), "url",
                url.get(), "sessions", sessions.count(), "allocatedInGb",
                cluster.state().pools().keySet().stream().mapToLong(cluster.state()::allocatedInKb).sum() >> 20,
                "capacityInGb",
                cluster.state().pools().values().stream().mapToLong(cluster::capacityInKb).sum() >> 20,
                "requests",
                requests.count(), "bytes", requests.bytes(), "workInMicros", requests.work().toNanos() / 1000)));
    }
}
