package rexray.cli;

import java.util.List;
import java.util.Optional;
import rexray.admin.Administration;
import rexray.config.ConfigFile;
import rexray.config.Configuration;
import rexray.config.ServiceConfig;
import rexray.doctor.Finding;
import rexray.volume.Host;
import rexray.volume.VolumeException;

/** What the commands set to work: the services themselves, put together elsewhere. */
public interface Backend {
    /**
     * Starts to serve. Returns once the plugin sockets answer, whether or not the arrays do.
     *
     * @param readiness is told whenever all services have become ready, or one is not; nothing told means starting
     * @throws VolumeException if it cannot start; nothing is left running then
     */
    Serving serve(Configuration config, Readiness readiness);

    /**
     * The volumes, without a daemon: for one command, which holds the {@link HostLock} if it changes any. Nothing is asked
     * of the array yet.
     *
     * @param service of which; empty for the one that is meant where none is named
     * @throws VolumeException.RefusedInput if there is no such service
     */
    Administration open(Configuration config, Optional<String> service);

    /** This machine. */
    Host host();

    /** What this host is called by the array's client software. */
    String instance(ServiceConfig config);

    /** What the array's client software on this host says of itself, for a supporter; never fails. */
    String client(ServiceConfig config);

    /**
     * What the gateways show of themselves.
     *
     * @throws VolumeException if one cannot be reached or speaks no TLS
     */
    List<GatewayCertificate> certificates(ServiceConfig config);

    /**
     * What this host lacks for volumes, or has; changes nothing.
     *
     * @param service for those of which; empty for all services
     */
    List<Finding> diagnose(ConfigFile file, Optional<String> service);

    /**
     * What a gateway shows.
     *
     * @param gateway host and port
     * @param valid from when to when
     * @param fingerprint SHA-256, as OpenSSL prints it
     */
    record GatewayCertificate(String gateway, String subject, String issuer, String valid, String fingerprint) {}

    /** A service at work. */
    interface Serving extends AutoCloseable {
        /**
         * Takes over what can change while it is at work, begins to serve what was added, and leaves the rest of
         * {@code next} for its next start.
         *
         * @return what was not taken, which is then as it was, or not there
         */
        List<Refusal> reconfigure(Configuration next);

        /** Ends it: no new requests, those at work get their time, the socket is gone. Mounts stay. */
        @Override
        void close();
    }

    /**
     * Why a service, or a module, was not taken over as it is configured now.
     *
     * @param module empty for all that the service says
     */
    record Refusal(String service, Optional<String> module, VolumeException why) {}

    /** Who wants to know whether the service can do its work. May be told by many threads at once. */
    interface Readiness {
        /** It can. */
        void ready();

        /** It cannot, for a reason that fits on one line. It goes on trying. */
        void notReady(String reason);
    }
}
