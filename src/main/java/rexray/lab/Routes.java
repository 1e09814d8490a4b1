package rexray.lab;

import io.javalin.config.RoutesConfig;

/** Further routes of the gateway's HTTP server, private to the lab: all below {@code /lab/}. */
interface Routes {
    void addTo(RoutesConfig routes, Cluster cluster);
}
