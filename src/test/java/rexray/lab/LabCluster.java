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
import java.util.function.Function;
import java.util.function.UnaryOperator;
import rexray.linux.LoopDevice;

/**
 * A whole lab for one test, in this process: gateway, data servers and the SDCs of any number of hosts, each with a
 * device directory of its own. Needs root. Closing it leaves no process, thread or loop device.
 */
public final class LabCluster implements AutoCloseable {
    private static final Duration LAST_USERS = Duration.ofSeconds(10);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(20);

    private final Path directory;
    private final LoopData data;
    private final SdcEndpoint endpoint;
    private final Function<ListenAddress, TestGateway> gateways;
    private TestGateway gateway;
    private final List<LabHost> hosts = new ArrayList<>();

    /** @param gateways starts one at an address, with what an earlier one left */
    private LabCluster(Path directory, LoopData data, SdcEndpoint endpoint,
            Function<ListenAddress, TestGateway> gateways) {
        this.directory = directory;
        this.data = data;
        this.endpoint = endpoint;
        this.gateways = gateways;
        this.gateway = gateways.apply(ListenAddress.anyPortOf("127.0.0.1"));
    }

    /** Starts a cluster of release 2.0 without hosts. The directory, usually a temporary one, must allow device nodes. */
    public static LabCluster start(Path directory) throws IOException, InterruptedException {
        return start(directory, Profile.V2_0.apiVersion());
    }

    /** The same of any of the {@link LabArray#releases}. */
    public static LabCluster start(Path directory, String release) throws IOException, InterruptedException {
        return start(directory, options -> options.withProfile(Profile.of(release)));
    }

    /** One of release 2.0 with a further storage pool in the protection domain {@code pd1}. */
    public static LabCluster startWithPool(Path directory, String pool) throws IOException, InterruptedException {
        return start(directory, options -> options.withLayout(ClusterLayout.usual().withPool("pd1", pool)));
    }

    private static LabCluster start(Path directory, UnaryOperator<GatewayOptions> options)
            throws IOException, InterruptedException {
        Path real = directory.toRealPath();
        LoopData data = LoopData.open(real.resolve("cluster"));
        Faults faults = new Faults();
        SdcEndpoint endpoint = new SdcEndpoint(data, faults);
        return new LabCluster(real, data, endpoint, address -> TestGateway.start(
                options.apply(GatewayOptions.http(real.resolve("cluster"), address).withFaults(faults).withData(data)
                        .withRoutes(endpoint))));
    }

    /** Another gateway takes the place of the one there is, and knows what that had made durable, and nothing else. */
    public void killGateway() {
        ListenAddress address = new ListenAddress("127.0.0.1", URI.create(gateway.lab().url()).getPort());
        gateway.close();
        gateway = gateways.apply(address);
    }

    /** Where the gateway answers, without TLS. */
    public URI endpoint() {
        return URI.create(gateway.lab().url() + "/api");
    }

    /** Password of the user {@code admin}. */
    public String password() throws IOException {
        return gateway.password();
    }

    /** Starts the SDC of one more host, and waits until it is connected. */
    public LabHost addHost(String name) throws IOException, InterruptedException {
        Path home = Files.createDirectories(directory.resolve(name));
        Files.createDirectories(home.resolve("dev/disk/by-id"));
        LabHost host = new LabHost(home, URI.create(gateway.lab().url()), "10.0.0." + (21 + hosts.size()));
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
        gateway.lab().faults().set(FaultOrder.of(FaultKind.of(kind), value, request, times));
    }

    /** Lets an SDC go wrong until the faults are cleared. */
    public void faultOf(LabHost host, String kind, String value) {
        gateway.lab().faults().set(FaultOrder.ofSdc(FaultKind.of(kind), value, host.guid()));
    }

    public void clearFaults() {
        gateway.lab().faults().clear();
    }

    /** What was asked of the gateway's API, as {@code METHOD path}. */
    public List<String> requests() {
        return gateway.lab().requests();
    }

    /** The volumes and who holds each, and the loop devices that serve them. */
    public Set<String> traces() throws IOException {
        Set<String> traces = new TreeSet<>();
        State state = gateway.lab().cluster().state();
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
        State state = gateway.lab().cluster().state();
        return state.volumeNamed(volume).orElseThrow().mappings().stream()
                .map(mapping -> state.sdc(mapping.sdcId()).ip()
                        + " " + mapping.iopsLimit() + " " + mapping.bandwidthLimitInKbps())
                .toList();
    }

    /** What holds a volume's bytes, at its beginning. */
    public Path file(String volume) {
        return directory.resolve("cluster/volumes")
                .resolve(gateway.lab().cluster().state().volumeNamed(volume).orElseThrow().id());
    }

    TestGateway gateway() {
        return gateway;
    }

    /** Ends everything, and fails if a device is left. */
    @Override
    public void close() throws IOException {
        for (LabHost host : hosts) {
            host.stopSdc();
        }
        gateway.close();
        endpoint.close();
        data.close();
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

    /** One host of the cluster: its SDC and where that puts its devices. */
    public static final class LabHost {
        private final Path home;
        private final URI gateway;
        private final String ip;
        private int boots = 1;
        private Optional<Sdc> sdc = Optional.empty();

        private LabHost(Path home, URI gateway, String ip) {
            this.home = home;
            this.gateway = gateway;
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
            Sdc started = Sdc.start(new SdcOptions(gateway, Optional.empty(), Optional.empty(), ip,
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

        /** What is left after a power cut, before {@link #startSdc}: no SDC, no devices, another boot. */
        public void crash() throws IOException {
            stopSdc();
            new SdcDevices(devices()).hideAll();
            boots++;
        }
    }
}
