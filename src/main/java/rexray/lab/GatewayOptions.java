package rexray.lab;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How to run an emulated gateway.
 *
 * @param directory where everything is kept: state, CA, password
 * @param https where to listen with TLS
 * @param http where to listen without, beside or instead of it; at least one of both
 * @param names further names of this host, for the certificate
 * @param limits other than those of the profile
 * @param user the administrator, whose password is in the file {@code password}
 * @param random makes ids and tokens
 * @param latency by how much later than needed each request to the API is answered
 * @param faults what shall go wrong, then or later
 * @param routes what else the HTTP server offers
 */
record GatewayOptions(Path directory, Optional<ListenAddress> https, Optional<ListenAddress> http, List<String> names,
        Profile profile, Optional<SystemLimits> limits, ClusterLayout layout, String user, DataServers data,
        Clock clock,
        RandomGenerator random, Duration latency, Faults faults, List<Routes> routes) {
    GatewayOptions {
        names = List.copyOf(names);
        routes = List.copyOf(routes);
        if (https.isEmpty() && http.isEmpty()) {
            throw new IllegalArgumentException("nowhere to listen");
        }
    }

    /** With TLS only, and without data. */
    static GatewayOptions https(Path directory, ListenAddress address) {
        return new GatewayOptions(directory, Optional.of(address), Optional.empty(), List.of(), Profile.V2_0,
                Optional.empty(), ClusterLayout.usual(), "admin", new NoData(), Clock.systemUTC(), new SecureRandom(),
                Duration.ZERO, new Faults(), List.of());
    }

    /** Without TLS, and without data. */
    static GatewayOptions http(Path directory, ListenAddress address) {
        return new GatewayOptions(directory, Optional.empty(), Optional.of(address), List.of(), Profile.V2_0,
                Optional.empty(), ClusterLayout.usual(), "admin", new NoData(), Clock.systemUTC(), new SecureRandom(),
                Duration.ZERO, new Faults(), List.of());
    }

    GatewayOptions withHttp(ListenAddress address) {
        return new GatewayOptions(directory, https, Optional.of(address), names, profile, limits, layout, user, data,
                clock,
                random, latency, faults, routes);
    }

    GatewayOptions withNames(List<String> next) {
        return new GatewayOptions(directory, https, http, next, profile, limits, layout, user, data, clock, random,
                latency,
                faults,
                routes);
    }

    GatewayOptions withProfile(Profile next) {
        return new GatewayOptions(directory, https, http, names, next, limits, layout, user, data, clock, random,
                latency,
                faults,
                routes);
    }

    GatewayOptions withLimits(SystemLimits next) {
        return new GatewayOptions(directory, https, http, names, profile, Optional.of(next), layout, user, data, clock,
                random, latency, faults, routes);
    }

    GatewayOptions withLayout(ClusterLayout next) {
        return new GatewayOptions(directory, https, http, names, profile, limits, next, user, data, clock, random,
                latency,
                faults,
                routes);
    }

    GatewayOptions withData(DataServers next) {
        return new GatewayOptions(directory, https, http, names, profile, limits, layout, user, next, clock, random,
                latency,
                faults,
                routes);
    }

    GatewayOptions withClock(Clock next) {
        return new GatewayOptions(directory, https, http, names, profile, limits, layout, user, data, next, random,
                latency,
                faults,
                routes);
    }

    GatewayOptions withRandom(RandomGenerator next) {
        return new GatewayOptions(directory, https, http, names, profile, limits, layout, user, data, clock, next,
                latency,
                faults, routes);
    }

    GatewayOptions withLatency(Duration next) {
        return new GatewayOptions(directory, https, http, names, profile, limits, layout, user, data, clock, random,
                next,
                faults,
                routes);
    }

    GatewayOptions withFaults(Faults next) {
        return new GatewayOptions(directory, https, http, names, profile, limits, layout, user, data, clock, random,
                latency,
                next,
                routes);
    }

    GatewayOptions withRoutes(Routes added) {
        List<Routes> next = new ArrayList<>(routes);
        next.add(added);
        return new GatewayOptions(directory, https, http, names, profile, limits, layout, user, data, clock, random,
                latency,
                faults,
                next);
    }
}
