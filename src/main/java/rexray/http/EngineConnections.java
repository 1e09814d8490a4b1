package rexray.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HostPortHttpField;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpCompliance.Violation;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * HTTP connections that take the Host header as engines send it on a Unix socket: empty before 20.10.26, 23.0.7 and
 * 24.0.5, and the path of the socket from engines built with Go up to 1.5. They may be idle for as long as they like, but a
 * request that began must arrive, body and all, in a certain time.
 */
final class EngineConnections extends HttpConnectionFactory {
    private final Duration arrival;

    /** @param arrival how long a request may take to arrive before its connection is closed */
    EngineConnections(HttpConfiguration configuration, Duration arrival) {
        super(configuration);
        this.arrival = arrival;
        configuration.setHttpCompliance(HttpCompliance.RFC9110.with("docker", Violation.UNSAFE_HOST_HEADER));
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        return configure(new EngineConnection(getHttpConfiguration(), connector, endPoint), connector, endPoint);
    }

    private final class EngineConnection extends HttpConnection {
        private Scheduler.@Nullable Task late;

        EngineConnection(HttpConfiguration configuration, Connector connector, EndPoint endPoint) {
            super(configuration, connector, endPoint);
        }

        /** A request begins with its first byte, which Jetty tells nobody of before the line is whole. */
        @Override
        public void onFillable() {
            begin();
            super.onFillable();
            if (getParser().isStart()) {
                end();
            }
        }

        @Override
        protected RequestHandler newRequestHandler() {
            return new RequestHandler() {
                @Override
                public void startRequest(String method, String uri, HttpVersion version) {
                    begin();
                    super.startRequest(method, uri, version);
                }

                // Jetty refuses an empty Host whatever compliance is set; it has no other place to put that right.
                @Override
                public void parsedHeader(HttpField field) {
                    boolean blankHost = field.getHeader() == HttpHeader.HOST
                            && (field.getValue() == null || field.getValue().isBlank());
                    super.parsedHeader(blankHost ? new HostPortHttpField("localhost") : field);
                }

                @Override
                public boolean messageComplete() {
                    end();
                    return super.messageComplete();
                }
            };
        }

        @Override
        public void onClose(@Nullable Throwable cause) {
            end();
            super.onClose(cause);
        }

        private synchronized void begin() {
            if (late == null) {
                late = getConnector().getScheduler().schedule(() -> getEndPoint().close(), arrival.toMillis(),
                        TimeUnit.MILLISECONDS);
            }
        }

        private synchronized void end() {
            if (late != null) {
                late.cancel();
                late = null;
            }
        }
    }
}
