package rexray.lab;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import rexray.linux.LoopDevice;
import rexray.volume.Size;

/**
 * A whole lab for one test: gateway, data servers and the SDCs of any number of hosts, each with a device directory of
 * its own, in this process unless it is said otherwise. Needs root. Closing it leaves no process, thread or loop device.
 */
public final class LabCluster implements AutoCloseable {
    private static final Duration LAST_USERS = Duration.ofSeconds(10);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(20);

    private final Path directory;
    private final ClusterGateway gateway;
    private final List<LabHost> hosts = new ArrayList<>();

    private LabCluster(Path directory, ClusterGateway gateway) {
        this.directory = directory;
        this.gateway = gateway;
    }

    /** Starts a cluster of release 2.0 without hosts. The directory, usually a temporary one, must allow device nodes. */
    public static LabCluster start(Path directory) throws IOException {
        return start(directory, Profile.V2_0.apiVersion());
    }

    /** The same of any of the {@link LabArray#releases}. */
    public static LabCluster start(Path directory, String release) throws IOException {
        return start(directory, options -> options.withProfile(Profile.of(release)));
    }

    /** Starts one of release 2.0 whose volumes may have so much together. */
    public static LabCluster start(Path directory, Size capacity) throws IOException {
        return start(directory, options -> options.withLayout(ClusterLayout.usual().withCapacity(capacity)));
    }

    /** Starts one of release 2.0 with a further storage pool in the protection domain {@code pd1}. */
    public static LabCluster startWithPool(Path directory, String pool) throws IOException {
        return start(directory, options -> options.withLayout(ClusterLayout.usual().withPool("pd1", pool)));
    }

    private static LabCluster start(Path directory, UnaryOperator<GatewayOptions> options) throws IOException {
        Path real = directory.toRealPath();
        return new LabCluster(real, LocalGateway.start(real.resolve("cluster"), options));
    }

    /** Starts one whose gateway is a process of its own, which can be killed and cannot be told to go wrong. */
    public static LabCluster startWithGatewayProcess(Path directory) throws IOException, InterruptedException {
        Path real = directory.toRealPath();
        return new LabCluster(real, GatewayProcess.start(real.resolve("cluster")));
    }

    /** Another gateway takes the place of the one there is, and knows what that had made durable, and nothing else. */
    public void killGateway() throws IOException, InterruptedException {
        gateway.dieAndRise();
    }

    /** Where the gateway answers, without TLS. */
    public URI endpoint() {
        return URI.create(gateway.url() + "/api");
    }

    /** What tells this cluster from others. */
    public String systemId() {
        return gateway.state().systemId();
    }

    /** Password of the user {@code admin}. */
    public String password() throws IOException {
        return gateway.password();
    }

    /** Starts the SDC of one more host, and waits until it is connected, to these other clusters too. */
    public LabHost addHost(String name, LabCluster... others) throws IOException, InterruptedException {
        Path home = Files.createDirectories(directory.resolve(name));
        Files.createDirectories(home.resolve("dev/disk/by-id"));
        List<URI> gateways = Stream.concat(Stream.of(this), Stream.of(others)).map(cluster -> cluster.gateway.url())
                .toList();
        LabHost host = new LabHost(home, gateways, "10.0.0." + (21 + hosts.size()));
        hosts.add(host);
        host.startSdc();
        return host;
    }

    /** The host of that name. */
    public LabHost host(String name) {
        return hosts.stream().filter(host -> host.name().equals(name)).findFirst().orElseThrow();
    }

    /**
     * Lets requests go wrong, as {@code rexray lab fault set} does.
     *
     * @param times how many of those whose {@code METHOD path} contains {@code request}; 0 for all until cleared
     */
    public void fault(String kind, String value, String request, int times) {
        gateway().lab().faults().set(FaultOrder.of(FaultKind.of(kind), value, request, times));
    }

    /** Lets an SDC go wrong until the faults are cleared. */
    public void faultOf(LabHost host, String kind, String value) {
        gateway().lab().faults().set(FaultOrder.ofSdc(FaultKind.of(kind), value, host.guid()));
    }

    public void clearFaults() {
        gateway().lab().faults().clear();
    }

    /** What was asked of the gateway's API, as {@code METHOD path}. */
    public List<String> requests() {
        return gateway().lab().requests();
    }

    /** The volumes and who holds each, and the loop devices that serve them. */
    public Set<String> traces() throws IOException {
        Set<String> traces = new TreeSet<>();
        State state = gateway.state();
        for (StoredVolume volume : state.volumes().values()) {
            List<String> holders = volume.mappings().stream().map(mapping -> state.sdc(mapping.sdcId()).ip()).toList();
            traces.add("volume " + volume.name() + " of " + volume.sizeInKb() + " KB, held by " + holders);
        }
        for (LoopDevice device : loopDevices()) {
            traces.add("loop device of " + device.backingFile().getFileName());
        }
        return traces;
    }

    /** What the array lets each host that holds a volume do with it: its address, requests and KB a second. */
    public List<String> limits(String volume) {
        State state = gateway.state();
        return state.volumeNamed(volume).orElseThrow().mappings().stream()
                .map(mapping -> state.sdc(mapping.sdcId()).ip()
                        + " " + mapping.iopsLimit() + " " + mapping.bandwidthLimitInKbps())
                .toList();
    }

    /** Where further {@link Disks disks} may be made or mounted. */
    public Path disks() {
        return directory.resolve("cluster/disks");
    }

    /** What holds a volume's bytes, at its beginning. */
    public Path file(String volume) {
        return directory.resolve("cluster/volumes")
                .resolve(gateway.state().volumeNamed(volume).orElseThrow().id());
    }

    /** The gateway in this process. */
    TestGateway gateway() {
        if (gateway instanceof LocalGateway local) {
            return local.gateway();
        }
        throw new IllegalStateException("the gateway is a process of its own");
    }

    /** Ends everything, and fails if a device is left. */
    @Override
    public void close() throws IOException {
        for (LabHost host : hosts) {
            host.stopSdc();
        }
        gateway.close();
        // The kernel ends the mounts of a process that was killed some time after it.
        long end = System.nanoTime() + LAST_USERS.toNanos();
        while (!loopDevices().isEmpty()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("loop devices left behind: " + loopDevices());
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private List<LoopDevice> loopDevices() throws IOException {
        return LoopDevice.all().stream().filter(device -> device.backingFile().startsWith(directory)).toList();
    }

    /** Whether the array sees the SDC of a host. */
    public boolean isConnected(LabHost host) {
        Cluster cluster = gateway().lab().cluster();
        return cluster.state().sdcByGuid(host.guid()).filter(sdc -> cluster.isConnected(sdc.id())).isPresent();
    }

    /** One host of the cluster: its SDC and where that puts its devices. */
    public static final class LabHost {
        private final Path home;
        private final List<URI> gateways;
        private final String ip;
        private int boots = 1;
        private Optional<Sdc> sdc = Optional.empty();

        private LabHost(Path home, List<URI> gateways, String ip) {
            this.home = home;
            this.gateways = gateways;
            this.ip = ip;
        }

        private String name() {
            return home.getFileName().toString();
        }

        /** What stands for {@code /dev}. */
        public Path devices() {
            return home.resolve("dev");
        }

        /** What stands for {@code /dev/disk/by-id}. */
        public Path links() {
            return devices().resolve("disk/by-id");
        }

        /** The command {@code drv_cfg}. */
        public Path drvCfg() {
            return home.resolve("drv_cfg");
        }

        public String ip() {
            return ip;
        }

        /** GUID of the SDC, upper case. */
        public String guid() {
            return sdc.orElseThrow().guid();
        }

        /** Starts the SDC and waits until it is connected. */
        public void startSdc() throws IOException, InterruptedException {
            Sdc started = Sdc.start(new SdcOptions(gateways, Optional.empty(), Optional.empty(), ip,
                    Optional.of(name()), "boot-" + boots, home.resolve("sdc"), devices(), drvCfg(),
                    Duration.ofMillis(50)));
            sdc = Optional.of(started);
            if (!started.awaitConnected(START_TIMEOUT)) {
                throw new IllegalStateException("the SDC of " + ip + " does not connect");
            }
        }

        /** Ends the SDC; its devices stay. */
        public void stopSdc() throws IOException {
            if (sdc.isPresent()) {
                sdc.get().close();
                sdc = Optional.empty();
            }
        }

        /** The SDC is to be installed anew: it knows nothing of itself, and gets another GUID. */
        public void forgetSdc() throws IOException {
            Files.delete(home.resolve("sdc/guid"));
        }

        /** What is left after a power cut, before {@link #startSdc}: no SDC, no devices, another boot. */
        public void crash() throws IOException {
            stopSdc();
            new SdcDevices(devices()).hideAll();
            boots++;
        }
    }
}
