package rexray;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rexray.admin.Administration;
import rexray.admin.DirectAdministration;
import rexray.config.ModuleConfig;
import rexray.config.ServiceConfig;
import rexray.docker.PluginServer;
import rexray.http.LocalServer.Endpoint;
import rexray.http.PageSource;
import rexray.metrics.Durations;
import rexray.volume.Deadline;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeService;

import static java.time.InstantSource.system;

/** One service in the daemon: an array, its volumes, and the sockets of its modules. Closing it leaves its mounts. */
final class ServiceAtWork implements AutoCloseable {
    private volatile ServiceConfig config;
    private final Ports ports;
    private final VolumeService volumes;
    private final Durations operations = new Durations();
    private final PoolWatch pools;
    /** Guarded by this, as is whether more may come. */
    private final List<PluginServer> servers = new ArrayList<>();
    private final List<Upkeep> upkeep = new ArrayList<>();
    private boolean isClosed;

    /** Nothing is asked of the array yet. */
    ServiceAtWork(ServiceConfig config, Ports ports, VolumeService volumes) {
        this.config = config;
        this.ports = ports;
        this.volumes = volumes;
        this.pools = new PoolWatch(
                deadline -> ports.session().freeBytes(this.config.placements(), deadline), system());
    }

    String name() {
        return config.name();
    }

    /** Its volumes, for commands. */
    Administration administration() {
        return new DirectAdministration(volumes, () -> config.defaults(), () -> {});
    }

    VolumeService volumes() {
        return volumes;
    }

    /** What is measured of it. */
    Health.Measures measures() {
        return new Health.Measures(volumes::counts, operations, ports.session().traffic(), pools::freeBytes);
    }

    /** Throws what keeps it from its work: the array, what is configured of it, or this host's part in it. */
    void requireReady(Deadline deadline) {
        ports.session().connect(config.placements(), deadline);
        volumes.requireReady(deadline);
    }

    /** The same for one that did no work yet, and need not be taken: its user has to be one who may change volumes. */
    void tryOut(Deadline deadline) {
        requireReady(deadline);
        ports.session().requireWriter(deadline);
    }

    /**
     * Answers Docker on the sockets of all modules.
     *
     * @param pages what each socket shows, by path
     * @param beside what the first socket's server serves besides
     * @return what of that is not served, since there is no socket
     */
    List<Endpoint> serve(Map<String, PageSource> pages, List<Endpoint> beside) {
        List<Endpoint> left = beside;
        for (ModuleConfig module : config.modules()) {
            open(module, pages, left);
            left = List.of();
        }
        return left;
    }

    private synchronized void open(ModuleConfig module, Map<String, PageSource> pages, List<Endpoint> beside) {
        PluginServer server = new PluginServer(volumes, role(module), module.socket(), PluginServer.Times.USUAL,
                operations, pages, beside);
        if (isClosed) {
            throw ending();
        }
        try {
            server.start();
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        servers.add(server);
    }

    /** Why nothing is added any more. */
    static VolumeException ending() {
        return new HostFailure("rexray ends", "start it again, which takes all that is configured", null);
    }

    private PluginServer.Role role(ModuleConfig module) {
        return new PluginServer.Role(config.name(), module.driver(),
                () -> config.module(module.name()).orElse(module).defaults());
    }

    /**
     * Takes over what can change while it is at work, and answers Docker on the sockets of the modules that were added.
     *
     * @param pages what each socket shows, by path
     * @return the modules whose sockets cannot be had, and why; they are not there
     * @throws VolumeException if the array does not accept it; nothing changes then
     */
    Map<String, VolumeException> reconfigure(ServiceConfig next, Map<String, PageSource> pages, Deadline deadline) {
        ServiceConfig changed = config.changedTo(next);
        ports.session().reconfigure(changed.scaleio(), changed.placements(), deadline);
        volumes.reconfigure(changed.volumes());
        Map<String, VolumeException> refused = new TreeMap<>();
        changed.modules().stream().filter(module -> config.module(module.name()).isEmpty()).forEach(module -> {
            try {
                open(module, pages, List.of());
            } catch (VolumeException e) {
                refused.put(module.name(), e);
            }
        });
        config = changed.only(module -> !refused.containsKey(module.name()));
        return refused;
    }

    /** Begins with what it does unasked, on a thread of its own. */
    void keepUp(Health.OfService health) {
        Quiet quiet = new Quiet(operations::count, system());
        upkeep.add(Upkeep.start(health::label, new Upkeep.Charge() {
            @Override
            public void requireReady(Deadline deadline) {
                ServiceAtWork.this.requireReady(deadline);
            }

            @Override
            public boolean isInDoubt() {
                return !ports.session().traffic().isAnswered();
            }

            @Override
            public void requireAnswer(Deadline deadline) {
                ports.session().requireAnswer(deadline);
            }

            @Override
            public void keepUp() {
                volumes.tidy();
                volumes.watchMounts();
                pools.look();
                if (quiet.isLongSo()) {
                    ports.session().rest();
                }
            }
        }, health, Upkeep.BETWEEN_ROUNDS));
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        try (ports) {
            upkeep.forEach(Upkeep::close);
            servers.forEach(PluginServer::close);
        }
    }
}
