package rexray;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import rexray.admin.AdminApi;
import rexray.admin.AdminSocket;
import rexray.cli.Backend.Refusal;
import rexray.config.Configuration;
import rexray.config.ServiceConfig;
import rexray.events.EventFile;
import rexray.http.LocalServer.Endpoint;
import rexray.volume.Deadline;
import rexray.volume.Journal;
import rexray.volume.VolumeException;

/**
 * The services of a daemon: those that it started with, and those that were added since; none goes before the daemon ends.
 * They are started and reconfigured by one thread at a time; any number may ask them for something meanwhile, and one may
 * close them.
 */
final class ServicesAtWork implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final Service.Machine machine;
    private final EventFile events;
    private final Health health;
    private final ArrayClaims claims = new ArrayClaims();
    /** In the order in which they came; none comes once they are closed, which this guards. */
    private final List<ServiceAtWork> services = new CopyOnWriteArrayList<>();
    private boolean isClosed;

    ServicesAtWork(Service.Machine machine, EventFile events, Health health) {
        this.machine = machine;
        this.events = events;
        this.health = health;
    }

    /**
     * Starts with all that are configured, whether or not their arrays answer: with Docker on the socket of each module, and
     * commands beside the first one.
     *
     * @throws VolumeException if a socket cannot be had; nothing is left running then
     */
    void start(Configuration config) {
        Map<ServiceAtWork, Health.OfService> parts = new LinkedHashMap<>();
        for (ServiceConfig each : config.services()) {
            ServiceAtWork service = assemble(each);
            services.add(service);
            parts.put(service, health.add(service.name(), service.measures()));
        }
        try {
            AdminApi admin = new AdminApi(this::served, config.service());
            List<Endpoint> beside = List.of(new Endpoint(AdminSocket.in(config.runDirectory()), admin::addTo));
            for (ServiceAtWork service : services) {
                beside = service.serve(health.pages(), beside);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        parts.forEach(ServiceAtWork::keepUp);
    }

    private ServiceAtWork assemble(ServiceConfig config) {
        Ports ports = machine.ports(config, system -> claims.claim(config.name(), system));
        Journal journal = new Journal(events, InstantSource.system(), () -> label(config.name()));
        return new ServiceAtWork(config, ports, Service.volumes(ports, config, journal));
    }

    private Optional<String> label(String name) {
        return services.size() > 1 ? Optional.of(name) : Optional.empty();
    }

    private SortedMap<String, AdminApi.Served> served() {
        SortedMap<String, AdminApi.Served> served = new TreeMap<>();
        services.forEach(service -> served.put(service.name(),
                new AdminApi.Served(service.administration(), service.volumes().journal())));
        return served;
    }

    /** Takes over what can change, and adds services that are new. Each decides for itself. */
    List<Refusal> reconfigure(Configuration next) {
        List<Refusal> refusals = new ArrayList<>();
        for (ServiceConfig config : next.services()) {
            try {
                Optional<ServiceAtWork> known = services.stream()
                        .filter(service -> service.name().equals(config.name())).findFirst();
                if (known.isPresent()) {
                    known.get().reconfigure(config, health.pages(), Deadline.after(PATIENCE)).forEach((module,
                            why) -> refusals.add(new Refusal(config.name(), Optional.of(module), why)));
                } else {
                    add(config);
                }
            } catch (VolumeException e) {
                refusals.add(new Refusal(config.name(), Optional.empty(), e));
            }
        }
        return refusals;
    }

    /** @throws VolumeException if its array does not accept it, or a socket cannot be had; nothing is left of it then */
    private void add(ServiceConfig config) {
        ServiceAtWork service = assemble(config);
        try {
            service.tryOut(Deadline.after(PATIENCE));
            service.serve(health.pages(), List.of());
            join(service);
        } catch (RuntimeException e) {
            service.close();
            claims.release(config.name());
            throw e;
        }
        Health.OfService part = health.add(service.name(), service.measures());
        part.ready();
        service.keepUp(part);
    }

    private synchronized void join(ServiceAtWork service) {
        if (isClosed) {
            throw ServiceAtWork.ending();
        }
        services.add(service);
    }

    /** Leaves all mounts. */
    @Override
    public synchronized void close() {
        isClosed = true;
        RuntimeException failure = null;
        for (ServiceAtWork service : services) {
            try {
                service.close();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
