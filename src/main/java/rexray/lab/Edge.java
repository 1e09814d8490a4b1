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
import rexray.lab.Endpoint.Access;

/**
 * What surrounds each request to the API: the log of requests, the faults, the token, and the forms of answers and
 * errors. ScaleIO answers 500 to everything that the MDM rejects, "not found" too.
 */
final class Edge {
    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
    private final JsonMapper json = new JsonMapper();
    private final Credentials credentials;
    private final Profile profile;
    private final RequestLog requests;
    private final Faults faults;
    private final Duration latency;

    Edge(Credentials credentials, Profile profile, RequestLog requests, Faults faults, Duration latency) {
        this.credentials = credentials;
        this.profile = profile;
        this.requests = requests;
        this.faults = faults;
        this.latency = latency;
    }

    /** Serves a row of the API. */
    Handler around(Endpoint endpoint) {
        return request -> {
            String line = request.method() + " " + request.path();
            requests.add(line);
            Thread.sleep(latency);
            long begun = System.nanoTime();
            Optional<Fault> fault = faults.next(line);
            if (fault.isEmpty()) {
                answer(request, endpoint);
            } else {
                LOG.info("{} meets {}", line, fault.get());
                answer(request, endpoint, fault.get());
            }
            requests.worked(Duration.ofNanos(System.nanoTime() - begun));
            LOG.debug("{}: {}", line, request.status());
        };
    }

    private void answer(Context request, Endpoint endpoint, Fault fault) throws InterruptedException {
        switch (fault) {
            case Fault.Delay(var by) -> {
                Thread.sleep(by);
                answer(request, endpoint);
            }
            case Fault.Answer(int status, int errorCode, String message) -> fail(request, status,
                    error(message, status, errorCode));
            case Fault.DropBeforeWork() -> drop(request);
            case Fault.DropAfterWork() -> {
                answer(request, endpoint);
                drop(request);
            }
        }
    }

    private void answer(Context request, Endpoint endpoint) {
        try {
            if (endpoint.access() != Access.OPEN) {
                User user = credentials.requireToken(request);
                if (endpoint.access() == Access.CHANGE && user.role() == User.Role.MONITOR) {
                    throw new Rejection.ByMdm(MdmError.NO_PERMISSIONS);
                }
            }
            send(request, endpoint.work().answer(request));
        } catch (Rejection rejection) {
            fail(request, rejection);
        }
    }

    private void fail(Context request, Rejection rejection) {
        switch (rejection) {
            case Rejection.ByMdm mdm -> {
                MdmError.Reply reply = profile.reply(mdm.error());
                fail(request, 500, error(reply.text(), 500, reply.code()));
            }
            case Rejection.WithDetails several -> {
                MdmError.Reply reply = profile.reply(several.error());
                ObjectNode body = error("Error with details", 500, 0);
                body.putArray("details").addObject().put("error", several.error().name()).put("rc", reply.code())
                        .put("errorMessage", reply.text());
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
