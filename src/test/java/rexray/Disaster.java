package rexray;

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
    THE_GATEWAY {
        @Override
        void strike(Site site, TestHost host) throws Exception {
            site.lab().killGateway();
        }
    };

    /** Strikes, and mends what it struck. */
    abstract void strike(Site site, TestHost host) throws Exception;

    boolean endsContainers() {
        return false;
    }
}
