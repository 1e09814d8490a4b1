package rexray.http;

import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;

/** The socket of one endpoint of a server, from before the server listens until it ends. */
interface ListeningSocket {
    /** Has the connector listen on it once it is started. */
    void giveTo(UnixDomainServerConnector connector);

    /** Shows the socket, on which the server answers by now, to everybody. */
    void publish();

    /** Takes the socket away, if it is ours. */
    void withdraw();
}
