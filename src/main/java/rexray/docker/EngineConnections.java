package rexray.docker;

import org.eclipse.jetty.http.HostPortHttpField;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpCompliance.Violation;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * HTTP connections that take the Host header as engines send it on a Unix socket: empty before 20.10.26, 23.0.7 and
 * 24.0.5, and the path of the socket from engines built with Go up to 1.5.
 */
final class EngineConnections extends HttpConnectionFactory {
    EngineConnections(HttpConfiguration configuration) {
        super(configuration);
        configuration.setHttpCompliance(HttpCompliance.RFC9110.with("docker", Violation.UNSAFE_HOST_HEADER));
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        return configure(new HostTolerantConnection(getHttpConfiguration(), connector, endPoint), connector, endPoint);
    }

    /** Jetty refuses an empty Host whatever compliance is set; it has no other place to put that right. */
    private static final class HostTolerantConnection extends HttpConnection {
        HostTolerantConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
            super(configuration, connector, endPoint);
        }

        @Override
        protected RequestHandler newRequestHandler() {
            return new RequestHandler() {
                @Override
                public void parsedHeader(HttpField field) {
                    boolean blankHost = field.getHeader() == HttpHeader.HOST
                            && (field.getValue() == null || field.getValue().isBlank());
                    super.parsedHeader(blankHost ? new HostPortHttpField("localhost") : field);
                }
            };
        }
    }
}
