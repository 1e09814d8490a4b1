package rexray.lab;

import java.io.IOException;
import java.net.URI;

/** The gateway of a {@link LabCluster}, with the data servers; it can die and be followed by another one. */
interface ClusterGateway {
    /** Where it answers without TLS; the same all the time. */
    URI url();

    /** Password of the user {@code admin}. */
    String password() throws IOException;

    /** What it has made durable. */
    State state();

    /** Another one takes its place, and knows what it had made durable, and nothing else. */
    void dieAndRise() throws IOException, InterruptedException;

    /** Ends it and its data servers. */
    void close() throws IOException;
}
