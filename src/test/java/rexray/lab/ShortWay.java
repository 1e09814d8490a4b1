package rexray.lab;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * The way to a gateway of this process past sockets and HTTP: the rows of its API work on the thread of the client, with
 * the same log, faults, tokens and answers. Many threads may use it.
 */
final class ShortWay implements Interceptor {
    private final List<Row> rows;

    ShortWay(LabGateway gateway) {
        Edge edge = gateway.edge(request -> DirectRequest.of(request).cut());
        this.rows = gateway.endpoints().filter(endpoint -> endpoint.isIn(gateway.cluster().profile()))
                .map(endpoint -> Row.of(endpoint, edge.around(endpoint))).toList();
    }

    /** A row of the API with the paths that it is for; the names in {@link Endpoint#path} are groups. */
    private record Row(HandlerType method, String prefix, Pattern path, Handler handler) {
        static Row of(Endpoint endpoint, Handler handler) {
            String prefix = endpoint.path().replaceAll("\\{.*", "");
            String quoted = "\\Q" + endpoint.path().replaceAll("\\{(\\w+)}", "\\\\E(?<$1>[^/]+)\\\\Q") + "\\E";
            return new Row(endpoint.method(), prefix, Pattern.compile(quoted), handler);
        }

        /** The names in the path and their values; empty if the row is not for it. */
        Optional<Map<String, String>> match(String sentMethod, String sentPath) {
            return sentMethod.equals(method.name()) && sentPath.startsWith(prefix)
                    ? Optional.of(path.matcher(sentPath)).filter(Matcher::matches).map(Row::names)
                    : Optional.empty();
        }

        private static Map<String, String> names(MatchResult match) {
            Map<String, String> names = new HashMap<>();
            match.namedGroups().forEach((name, group) -> names.put(name,
                    URLDecoder.decode(match.group(group), StandardCharsets.UTF_8)));
            return names;
        }
    }

    /** Whoever is interrupted notices that only afterwards, since a gateway is another process. */
    @Override
    public Response intercept(Chain chain) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            return exchange(chain.request());
        } catch (InterruptedException e) {
            interrupted = true;
            throw new InterruptedIOException("interrupted");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Response exchange(Request request) throws IOException, InterruptedException {
        String path = request.url().encodedPath();
        for (Row row : rows) {
            Optional<Map<String, String>> names = row.match(request.method(), path);
            if (names.isPresent()) {
                DirectRequest direct = new DirectRequest(request, row.method, names.get());
                handle(row.handler, direct.context());
                return direct.response().orElseThrow(() -> new EOFException("the gateway closed the connection"));
            }
        }
        return DirectRequest.response(request, 404, "text/plain", "Not Found".getBytes(StandardCharsets.UTF_8));
    }

    private static void handle(Handler handler, Context request) throws InterruptedException {
        try {
            handler.handle(request);
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
