package rexray.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
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
    private static final int NO_CONTENT = 204;
    /** What is told before the gateway asks the MDM. */
    private static final Set<Integer> OF_FRONT_END = Set.of(401, 404, 405);
    private static final String CALLER = "caller";
    private final JsonMapper json = new JsonMapper();
    private final Credentials credentials;
    private final Profile profile;
    private final RequestLog requests;
    private final Faults faults;
    private final Duration latency;
    private final Consumer<Context> cut;

    /** @param cut ends the connection that a request came by */
    Edge(Credentials credentials, Profile profile, RequestLog requests, Faults faults, Duration latency,
            Consumer<Context> cut) {
        this.credentials = credentials;
        this.profile = profile;
        this.requests = requests;
        this.faults = faults;
        this.latency = latency;
        this.cut = cut;
    }

    /** Serves a row of the API. */
    Handler around(Endpoint endpoint) {
        return request -> {
            String line = request.method() + " " + request.path();
            requests.add(line);
            Thread.sleep(latency);
            Instant arrival = Instant.now();
            long begun = System.nanoTime();
            Optional<Fault> fault = faults.next(line);
            String outcome;
            if (fault.isEmpty()) {
                outcome = answer(request, endpoint);
            } else {
                LOG.info("{} meets {}", line, fault.get());
                outcome = answer(request, endpoint, fault.get()) + " (fault)";
            }
            Duration time = Duration.ofNanos(System.nanoTime() - begun);
            requests.worked(time);
            requests.ended(arrival, caller(request), line, outcome, time);
            LOG.debug("{}: {}", line, outcome);
        };
    }

    /** Returns the outcome in words. */
    private String answer(Context request, Endpoint endpoint, Fault fault) throws InterruptedException {
        return switch (fault) {
            case Fault.Delay(var by) -> {
                Thread.sleep(by);
                yield answer(request, endpoint);
            }
            case Fault.Answer(int status, int errorCode, String message) -> fail(request, error(message, status,
                    errorCode));
            case Fault.Page(int status) -> page(request, status);
            case Fault.PageForError() -> {
                String outcome = answer(request, endpoint);
                yield OF_FRONT_END.contains(request.statusCode()) ? page(request, request.statusCode()) : outcome;
            }
            case Fault.Refusal(MdmError error) -> fail(request, refusal(error));
            case Fault.DropBeforeWork() -> {
                cut.accept(request);
                yield "connection cut, nothing done";
            }
            case Fault.DropAfterWork() -> {
                String outcome = answer(request, endpoint);
                cut.accept(request);
                yield "connection cut after " + outcome;
            }
            case Fault.LateWork(var after) -> {
                // The body is read before the connection that brings it is gone.
                LOG.debug("{} bytes wait for {}", request.bodyAsBytes().length, after);
                cut.accept(request);
                Thread.sleep(after);
                yield "connection cut before " + answer(request, endpoint);
            }
        };
    }

    private String answer(Context request, Endpoint endpoint) {
        try {
            if (endpoint.access() != Access.OPEN) {
                User user = credentials.requireToken(request);
                request.attribute(CALLER, user.name());
                if (endpoint.access() == Access.CHANGE && user.role() == User.Role.MONITOR) {
                    throw new Rejection.ByMdm(MdmError.NO_PERMISSIONS);
                }
            }
            send(request, endpoint.work().answer(request));
            return String.valueOf(request.statusCode());
        } catch (Rejection rejection) {
            return fail(request, body(rejection));
        }
    }

    private ObjectNode body(Rejection rejection) {
        return switch (rejection) {
            case Rejection.ByMdm mdm -> refusal(mdm.error());
            case Rejection.WithDetails several -> {
                MdmError.Reply reply = profile.reply(several.error());
                ObjectNode body = error("Error with details", 500, 0);
                body.putArray("details").addObject().put("error", several.error().name()).put("rc", reply.code())
                        .put("errorMessage", reply.text());
                yield body;
            }
            case Rejection.Invalid invalid -> error(message(invalid), 400, 0);
            case Rejection.Unauthorized unauthorized -> error(message(unauthorized), 401, 0);
            case Rejection.NoSuchPath path -> error(message(path), 404, 0);
            case Rejection.NoSuchMethod method -> error(message(method), 405, 0);
            case Rejection.NoSuchRelationship none -> error(message(none), 500, 0);
        };
    }

    private ObjectNode refusal(MdmError error) {
        MdmError.Reply reply = profile.reply(error);
        return error(reply.text(), 500, reply.code());
    }

    private static String message(Rejection rejection) {
        return Optional.ofNullable(rejection.getMessage()).orElse("");
    }

    private static ObjectNode error(String message, int status, int errorCode) {
        return JsonNodeFactory.instance.objectNode().put("message", message).put("httpStatusCode", status)
                .put("errorCode", errorCode);
    }

    private String fail(Context request, ObjectNode body) {
        int status = body.path("httpStatusCode").asInt();
        request.status(status);
        send(request, body);
        return status + "/" + body.path("errorCode").asText() + " " + body.path("message").asText();
    }

    private static String page(Context request, int status) {
        HtmlPage.answer(request, status);
        return status + " with a page of HTML";
    }

    private void send(Context request, @Nullable Object body) {
        if (request.statusCode() == NO_CONTENT) {
            return;
        }
        try {
            byte[] bytes = json.writeValueAsBytes(body);
            requests.answered(bytes.length);
            request.contentType("application/json").result(bytes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String caller(Context request) {
        String user = request.attribute(CALLER);
        return (user == null ? "-" : user) + "@" + request.ip();
    }

    /** Ends the connection below HTTP, as a gateway that dies does. */
    static void cutSocket(Context request) {
        ServletContextRequest.getServletContextRequest(request.req()).getConnectionMetaData().getConnection()
                .getEndPoint().close();
    }
}
