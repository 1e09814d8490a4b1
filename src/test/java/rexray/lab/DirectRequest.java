package rexray.lab;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** A request of a client of this process and its answer, as the rows of the API see them. For one thread. */
final class DirectRequest {
    private final Request request;
    private final HandlerType method;
    private final Map<String, String> names;
    private final Map<String, Object> attributes = new HashMap<>();
    private final byte[] body;
    private int status = 200;
    private String contentType = "text/plain";
    private byte[] result = {};
    private boolean isCut;

    /** @param names the values of those in the path of the row */
    DirectRequest(Request request, HandlerType method, Map<String, String> names) {
        this.request = request;
        this.method = method;
        this.names = Map.copyOf(names);
        this.body = body(request);
        attributes.put(DirectRequest.class.getName(), this);
    }

    static DirectRequest of(Context context) {
        return Objects.requireNonNull(context.attribute(DirectRequest.class.getName()));
    }

    /** As much of one as rows use. */
    Context context() {
        return (Context) Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[]{Context.class},
                (proxy, called, arguments) -> call((Context) proxy, called,
                        arguments == null ? new Object[]{} : arguments));
    }

    void cut() {
        isCut = true;
    }

    /** Empty if the connection was cut. */
    Optional<Response> response() {
        return isCut ? Optional.empty() : Optional.of(response(request, status, contentType, result));
    }

    static Response response(Request request, int status, String contentType, byte[] body) {
        return new Response.Builder().request(request).protocol(Protocol.HTTP_1_1).code(status).message("")
                .body(ResponseBody.create(body, MediaType.get(contentType))).build();
    }

    private @Nullable Object call(Context context, Method called, Object[] arguments) {
        return switch (called.getName() + arguments.length) {
            case "method0" -> method;
            case "path0" -> request.url().encodedPath();
            case "ip0" -> "127.0.0.1";
            case "body0" -> new String(body, StandardCharsets.UTF_8);
            case "bodyAsBytes0" -> body;
            case "pathParam1" -> Objects.requireNonNull(names.get(arguments[0]));
            case "pathParamMap0" -> names;
            case "header1" -> request.header((String) arguments[0]);
            case "attribute1" -> attributes.get(arguments[0]);
            case "attribute2" -> attributes.put((String) arguments[0], arguments[1]);
            case "statusCode0" -> status;
            case "status1" -> {
                status = (int) arguments[0];
                yield context;
            }
            case "contentType1" -> {
                contentType = (String) arguments[0];
                yield context;
            }
            case "result1" -> {
                result = arguments[0] instanceof String text
                        ? text.getBytes(StandardCharsets.UTF_8)
                        : (byte[]) arguments[0];
                yield context;
            }
            default -> throw new UnsupportedOperationException(called.toString());
        };
    }

    private static byte[] body(Request request) {
        if (request.body() == null) {
            return new byte[]{};
        }
        try {
            Buffer bytes = new Buffer();
            request.body().writeTo(bytes);
            return bytes.readByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
