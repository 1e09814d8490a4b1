package rexray.http;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.VolumeException.HostFailure;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Pages for whoever can reach a TCP port: nothing but GET, nothing that changes anything, no question that is long. It is a
 * server of its own, so that none of its connections can ever reach a route of the plugin.
 */
public final class PageServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PageServer.class);
    private static final Duration IDLE = Duration.ofSeconds(15);
    private static final int MOST_CONNECTIONS = 32;
    private final Server server;

    private PageServer(Server server) {
        this.server = server;
    }

    /**
     * Listens.
     *
     * @param pages by path
     * @throws HostFailure if it cannot
     */
    public static PageServer start(InetSocketAddress address, Map<String, PageSource> pages) {
        QueuedThreadPool threads = new QueuedThreadPool(8, 1);
        threads.setDaemon(true);
        threads.setName("pages");
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        server.setHandler(new Pages(Map.copyOf(pages)));
        try {
            server.start();
            return new PageServer(server);
        } catch (Exception e) {
            throw new HostFailure("cannot listen on " + address.getHostString() + ":" + address.getPort()
                    + ": " + e.getMessage(), "free the port, or choose another one", e);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            log.warn("the server of the metrics pages did not stop cleanly: {}", e.toString());
        }
    }

    private static final class Pages extends Handler.Abstract {
        private final Map<String, PageSource> pages;

        Pages(Map<String, PageSource> pages) {
            this.pages = pages;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Page page = page(request);
            response.setStatus(page.status());
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, page.contentType());
            response.write(true, ByteBuffer.wrap(page.text().getBytes(UTF_8)), callback);
            return true;
        }

        private Page page(Request request) {
            PageSource page = pages.get(Request.getPathInContext(request));
            if (page == null) {
                return new Page(404, "text/plain", "there is no such page\n");
            }
            return request.getMethod().equals("GET")
                    ? page.page(String.join(",", request.getHeaders().getValuesList(HttpHeader.ACCEPT)))
                    : new Page(405, "text/plain", "only GET is answered\n");
        }
    }
}
