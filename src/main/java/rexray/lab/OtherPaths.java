package rexray.lab;

import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;

/** Whatever is no path of the API: the web server itself answers, in HTML. To be added last. */
final class OtherPaths implements Routes {
    @Override
    public void addTo(RoutesConfig routes, Cluster cluster) {
        HandlerType.commonHttp().forEach(method -> routes.addHttpHandler(method, "/*",
                request -> HtmlPage.answer(request, 404)));
    }
}
