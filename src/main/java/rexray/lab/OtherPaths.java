package rexray.lab;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whatever is no path of the API: the web server itself answers, in HTML. To be added last. */
final class OtherPaths implements Routes {
    private static final Logger LOG = LoggerFactory.getLogger(OtherPaths.class);
    private final RequestLog requests;

    OtherPaths(RequestLog requests) {
        this.requests = requests;
    }

    @Override
    public void addTo(RoutesConfig routes, Cluster cluster) {
        HandlerType.commonHttp().forEach(method -> routes.addHttpHandler(method, "/*", this::answer));
    }

    /** Who asks for such a path has lost his way, so he shall find it in the log. */
    private void answer(Context request) {
        String line = request.method() + " " + request.path();
        requests.add(line);
        HtmlPage.answer(request, 404);
        requests.ended(Instant.now(), Edge.caller(request), line, "404 with a page of HTML, no path of the API",
                Duration.ZERO);
        LOG.info("{} is no path of the API: 404 with a page of HTML", line);
    }
}
