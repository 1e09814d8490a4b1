package rexray;

import java.nio.file.Path;

/** What else ends at the moment at which a daemon dies. */
enum Disaster {
    NOTHING_ELSE {
        @Override
        void strike(Site site, TestHost host) {}
    },
    /** Without power: containers, mounts and the SDC are gone, and what only a running system keeps. */
    ITS_HOST {
        @Override
        void strike(Site site, TestHost host) throws Exception {
            site.powerCut(host);
        }

        @Override
        boolean endsContainers() {
            return true;
        }
    },
    /** By SIGKILL; the next one takes seconds to start. */
    THE_GATEWAY {
        @Override
        Site begin(Path directory) throws Exception {
            return Site.startWithGatewayProcess(directory);
        }

        @Override
        void strike(Site site, TestHost host) throws Exception {
            site.lab().killGateway();
        }
    },
    /** The gateway is closed, which takes no time, and the next one knows what was durable then. */
    THE_GATEWAY_OF_THIS_PROCESS {
        @Override
        void strike(Site site, TestHost host) throws Exception {
            site.lab().killGateway();
        }
    };

    /** An array that it can strike. */
    Site begin(Path directory) throws Exception {
        return Site.start(directory);
    }

    /** Strikes, and mends what it struck. */
    abstract void strike(Site site, TestHost host) throws Exception;

    boolean endsContainers() {
        return false;
    }
}
