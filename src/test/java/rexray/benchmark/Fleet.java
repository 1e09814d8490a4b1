package rexray.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import rexray.benchmark.Gateway.Traffic;
import rexray.scaleio.Login;
import rexray.scaleio.ScaleioControlPlane;
import rexray.scaleio.ScaleioOptions;
import rexray.scaleio.Secret;
import rexray.scaleio.Trust;
import rexray.volume.Deadline;
import rexray.volume.NodeId;
import rexray.volume.Volume;
import rexray.volume.Volume.Provisioning;
import rexray.volume.VolumeException;
import rexray.volume.VolumeId;
import rexray.volume.VolumeName;

/**
 * What many hosts cost one gateway: the driver of each, at work as its daemon has it, without the hosts. Run by
 * {@code packaging/benchmark fleet}; all on this machine's loopback.
 */
public final class Fleet implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** As long as a quiet daemon asks nothing of the gateway. */
    private static final Duration ROUND = Duration.ofMinutes(1);
    private static final long GUIDS = 0x5dc0_0000_0000_4000L;
    private static final int RACK = 40;
    private static final int VOLUMES_OF_A_HOST = 20;

    private final Site site;
    private final Report report = new Report(System.out);
    private final List<Daemon> daemons = new ArrayList<>();

    private Fleet(Settings settings) throws IOException, InterruptedException {
        this.site = Site.start(settings.executable(), settings.directory(), settings.socket());
        String password = Files.readString(settings.directory().resolve("cluster/password")).strip();
        for (int number = 0; number < settings.hosts(); number++) {
            daemons.add(new Daemon(number, new UUID(GUIDS, number).toString().toUpperCase(Locale.ROOT),
                    new ScaleioControlPlane(options(site.url(), password))));
        }
    }

    /** One host, as the gateway knows it. */
    private record Daemon(int number, String guid, ScaleioControlPlane array) {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        Settings settings = Settings.parse(arguments);
        try (Fleet fleet = new Fleet(settings)) {
            fleet.measure();
            if (settings.out().isPresent()) {
                fleet.report.write(settings.out().get());
            }
        }
    }

    private void measure() throws IOException, InterruptedException {
        for (Daemon daemon : daemons) {
            site.gateway().enrol(daemon.guid(), "10.1.%d.%d".formatted(daemon.number() / 256, daemon.number() % 256));
        }
        report.addNumbers(daemons.size() + " hosts start at once", all(daemons, 32, daemon -> {
            daemon.array().connect(Deadline.after(PATIENCE));
            self(daemon);
            daemon.array().rest();
        }));
        report.addNumbers(daemons.size() + " hosts at rest, a minute", all(daemons, daemons.size(), daemon -> {
            Thread.sleep(ROUND.multipliedBy(daemon.number()).dividedBy(daemons.size()));
            daemon.array().heldBy(self(daemon), Deadline.after(PATIENCE));
            daemon.array().rest();
        }));
        List<Daemon> rack = daemons.subList(0, Math.min(RACK, daemons.size()));
        site.gateway().fill(rack.size() * VOLUMES_OF_A_HOST);
        report.addNumbers(rack.size() + " hosts start and mount " + VOLUMES_OF_A_HOST + " volumes each",
                all(rack, rack.size(), this::mountAll));
        holdSessions();
    }

    /** The gateway's part of it. */
    private void mountAll(Daemon daemon) {
        Deadline deadline = Deadline.after(PATIENCE);
        daemon.array().connect(deadline);
        NodeId self = self(daemon);
        for (int volume = 0; volume < VOLUMES_OF_A_HOST; volume++) {
            String name = "fill%05d".formatted(1 + daemon.number() * VOLUMES_OF_A_HOST + volume);
            VolumeId id = daemon.array().resolve(new VolumeName(name), deadline).orElseThrow();
            Volume there = daemon.array().read(id, deadline).orElseThrow();
            daemon.array().map(there.id(), self, deadline);
        }
    }

    /** Each stays logged in, as a busy daemon does, until the system has no room for another one. */
    private void holdSessions() {
        int holding = 0;
        String refusal = "none was refused";
        for (Daemon daemon : daemons) {
            try {
                daemon.array().heldBy(self(daemon), Deadline.after(PATIENCE));
                holding++;
            } catch (VolumeException e) {
                refusal = e.getMessage();
                break;
            }
        }
        report.add("hosts that stay logged in at the same time", holding);
        report.title("the next one is told: " + refusal);
    }

    private static NodeId self(Daemon daemon) {
        return daemon.array().identify(daemon.guid(), Deadline.after(PATIENCE));
    }

    /** What a host does; may take its time. */
    @FunctionalInterface
    private interface Work {
        void of(Daemon daemon) throws InterruptedException;
    }

    /** What it took until each host had done it, {@code callers} at a time. */
    private Map<String, Double> all(List<Daemon> hosts, int callers, Work work)
            throws IOException, InterruptedException {
        Traffic before = site.gateway().traffic();
        double cpu = site.gatewayCpuMillis();
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<Callable<Void>> tasks = new ArrayList<>();
            hosts.forEach(host -> tasks.add(() -> {
                work.of(host);
                return null;
            }));
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a host failed", e.getCause());
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        Traffic traffic = site.gateway().traffic().since(before);
        Map<String, Double> took = new LinkedHashMap<>();
        took.put("seconds", seconds);
        took.put("requests", (double) traffic.requests());
        took.put("requests a second", traffic.requests() / seconds);
        took.put("processor time of the gateway for one request, ms",
                (site.gatewayCpuMillis() - cpu) / traffic.requests());
        took.put("time of the gateway for one request, ms", traffic.workInMillis() / traffic.requests());
        return took;
    }

    private static ScaleioOptions options(URI gateway, String password) {
        return new ScaleioOptions(List.of(gateway), new Trust.Machine(),
                new Login("admin", new Secret(password), Login.Scheme.BASIC), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.of("pd1"), Optional.empty(), Optional.of("hdd"), Provisioning.THIN,
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public void close() throws IOException {
        daemons.forEach(daemon -> daemon.array().close());
        site.close();
    }
}
