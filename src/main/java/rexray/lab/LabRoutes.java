package rexray.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import rexray.volume.VolumeException.RefusedInput;

/** What no real gateway has: its log of requests, open to everybody, and its faults, for the administrator. */
final class LabRoutes implements Routes {
    static final String REQUESTS = "/lab/requests";
    static final String FAULTS = "/lab/faults";
    static final String CLEAR_FAULTS = "/lab/faults/clear";
    /** So that who asks for a restart hears that it will be done. */
    private static final Executor SOON = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final JsonMapper json = new JsonMapper();
    private final Credentials credentials;
    private final RequestLog requests;
    private final Faults faults;
    private final Runnable restart;

    LabRoutes(Credentials credentials, RequestLog requests, Faults faults, Runnable restart) {
        this.credentials = credentials;
        this.requests = requests;
        this.faults = faults;
        this.restart = restart;
    }

    @Override
    public void addTo(RoutesConfig routes, Cluster cluster) {
        routes.get(REQUESTS, this::requests);
        routes.get(FAULTS, request -> guarded(request, () -> request.json(faults.all())));
        routes.post(FAULTS, request -> guarded(request, () -> set(request)));
        routes.post(CLEAR_FAULTS, request -> guarded(request, () -> clear(request)));
    }

    /** Those after the number {@code after}, for which it waits a moment. */
    private void requests(Context request) throws InterruptedException {
        long after = Optional.ofNullable(request.queryParam("after")).map(Long::parseLong).orElse(0L);
        boolean waits = request.queryParam("wait") != null;
        request.json(requests.after(after, waits ? LONGEST_WAIT : Duration.ZERO));
    }

    private void set(Context request) {
        FaultOrder order = order(request.body());
        if (order.kind().equals(FaultKind.GATEWAY_RESTART.wireName())) {
            SOON.execute(restart);
        } else {
            faults.set(order);
        }
        request.json(Map.of());
    }

    private FaultOrder order(String body) {
        try {
            return json.readValue(body, FaultOrder.class);
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof RefusedInput refused) {
                throw refused;
            }
            throw new RefusedInput("that is no fault: " + e.getOriginalMessage(), "see docs/reference/lab.md");
        }
    }

    private void clear(Context request) {
        Optional<String> kind = Parameters.parse(request.body()).text("kind");
        kind.map(FaultKind::of).ifPresentOrElse(faults::clear, faults::clear);
        request.json(Map.of());
    }

    private void guarded(Context request, Runnable work) {
        try {
            credentials.requireToken(request);
            work.run();
        } catch (Rejection e) {
            request.status(401).json(Map.of("message", "log in first"));
        } catch (RefusedInput e) {
            request.status(400).json(Map.of("message", e.problem(), "remedy", e.remedy()));
        }
    }
}
