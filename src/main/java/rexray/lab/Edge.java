package rexray.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What surrounds each request to the API: the log of requests, the faults, the token, and the forms of answers and
 * errors. ScaleIO 2.0 answers 500 to everything that the MDM rejects, "not found" too.
 */
final class Edge {
    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
    private final JsonMapper json = new JsonMapper();
    private final Credentials credentials;
    private final RequestLog requests;
    private final Faults faults;
    private final Duration latency;

    Edge(Credentials credentials, RequestLog requests, Faults faults, Duration latency) {
        this.credentials = credentials;
        this.requests = requests;
        this.faults = faults;
        this.latency = latency;
    }

    /** The work of one request. */
    @FunctionalInterface
    interface Work {
        /** Does it, and returns the answer's body as Jackson writes it; null is the JSON null. */
        @Nullable
        Object answer(Context request);
    }

    /** For requests that need a valid token. */
    Handler guarded(Work work) {
        return open(request -> {
            credentials.requireToken(request);
            return work.answer(request);
        });
    }

    /** For requests that anybody may make, or that prove in another way who makes them. */
    Handler open(Work work) {
        return request -> {
            String line = request.method() + " " + request.path();
            requests.add(line);
            Thread.sleep(latency);
            long begun = System.nanoTime();
            Optional<Fault> fault = faults.next(line);
            if (fault.isEmpty()) {
                answer(request, work);
            } else {
                LOG.info("{} meets {}", line, fault.get());
                answer(request, work, fault.get());
            }
            requests.worked(Duration.ofNanos(System.nanoTime() - begun));
            LOG.debug("{}: {}", line, request.status());
        };
    }

    private void answer(Context request, Work work, Fault fault) throws InterruptedException {
        switch (fault) {
            case Fault.Delay(var by) -> {
                Thread.sleep(by);
                answer(request, work);
            }
            case Fault.Answer(int status, int errorCode, String message) -> fail(request, status,
                    error(message, status, errorCode));
            case Fault.DropBeforeWork() -> drop(request);
            case Fault.DropAfterWork() -> {
                answer(request, work);
                drop(request);
            }
        }
    }

    private void answer(Context request, Work work) {
        try {
            send(request, work.answer(request));
        } catch (Rejection rejection) {
            fail(request, rejection);
        }
    }

    private void fail(Context request, Rejection rejection) {
        switch (rejection) {
            case Rejection.ByMdm mdm -> fail(request, 500, error(mdm.error().text(), 500, mdm.error().code()));
            case Rejection.WithDetails several -> {
                ObjectNode body = error("Error with details", 500, 0);
                body.putArray("details").addObject().put("error", several.error().name())
                        .put("rc", several.error().code()).put("errorMessage", several.error().text());
                fail(request, 500, body);
            }
            case Rejection.Invalid invalid -> fail(request, 400, error(message(invalid), 400, 0));
            case Rejection.Unauthorized unauthorized -> fail(request, 401, error(message(unauthorized), 401, 0));
            case Rejection.NoSuchPath path -> fail(request, 404, error(message(path), 404, 0));
            case Rejection.NoSuchMethod method -> fail(request, 405, error(message(method), 405, 0));
            case Rejection.NoSuchRelationship none -> fail(request, 500, error(message(none), 500, 0));
        }
    }

    private static String message(Rejection rejection) {
        return Optional.ofNullable(rejection.getMessage()).orElse("");
    }

    private static ObjectNode error(String message, int status, int errorCode) {
        return JsonNodeFactory.instance.objectNode().put("message", message).put("httpStatusCode", status)
                .put("errorCode", errorCode);
    }

    private void fail(Context request, int status, ObjectNode body) {
        request.status(status);
        send(request, body);
    }

    private void send(Context request, @Nullable Object body) {
        try {
            byte[] bytes = json.writeValueAsBytes(body);
            requests.answered(bytes.length);
            request.contentType("application/json").result(bytes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the connection below HTTP, as a gateway that dies does. */
    private static void drop(Context request) {
        ServletContextRequest.getServletContextRequest(request.req()).getConnectionMetaData().getConnection()
                .getEndPoint().close();
    }
}
