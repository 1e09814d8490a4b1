package rexray.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import rexray.lab.MappingRules.Sharing;

/** The lab's gateway in this process, over data servers of the test's own, with whatever a test does behind its back. */
public final class ArrayInMemory implements AutoCloseable {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private final LabGateway gateway;
    private final Interceptor shortWay;
    private final String password;
    private long requestsBefore;

    private ArrayInMemory(LabGateway gateway) {
        this.gateway = gateway;
        this.shortWay = new ShortWay(gateway);
        try {
            this.password = Files.readString(gateway.passwordFile()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What holds the bytes. Each call comes from a thread of the gateway, and has happened when it returns. */
    public interface Data {
        void made(String volumeId, long bytes);

        void resized(String volumeId, long bytes);

        void gone(String volumeId);

        void attached(String volumeId, String sdcId);

        void cutOff(String volumeId, String sdcId);

        /** Whether anybody wrote lately. */
        boolean isWritten(String volumeId);
    }

    /**
     * An array for which time stands still.
     *
     * @param release e.g. {@code 3.5}
     * @param random makes ids and tokens
     */
    public static ArrayInMemory start(String release, Path directory, Data data, RandomGenerator random) {
        return new ArrayInMemory(LabGateway.start(GatewayOptions
                .http(directory, ListenAddress.anyPortOf("127.0.0.1")).withProfile(Profile.of(release))
                .withData(new Servers(data)).withClock(Clock.fixed(BEGINNING, ZoneOffset.UTC)).withRandom(random)));
    }

    /** Is nobody's address: what is sent there goes the {@link #shortWay}. */
    public URI endpoint() {
        return URI.create("http://gateway.example/api");
    }

    /** Has the gateway answer requests on the thread of the client. */
    public Interceptor shortWay() {
        return shortWay;
    }

    public String password() {
        return password;
    }

    public String systemId() {
        return gateway.cluster().systemId();
    }

    /** An SDC connects, for the first time or again. Returns its id. */
    public String connect(String guid, String ip) {
        return gateway.cluster().registerSdc(guid, ip);
    }

    public void disconnect(String sdcId) {
        gateway.cluster().disconnectSdc(sdcId);
    }

    public boolean isConnected(String sdcId) {
        return gateway.cluster().isConnected(sdcId);
    }

    /** Ids of the volumes, by name. */
    public Map<String, String> volumes() {
        Map<String, String> ids = new TreeMap<>();
        gateway.cluster().state().volumes().values().forEach(volume -> ids.put(volume.name(), volume.id()));
        return ids;
    }

    /** The SDCs that may use a volume; none if it is gone. */
    public List<String> holders(String volumeId) {
        return Optional.ofNullable(gateway.cluster().state().volumes().get(volumeId)).map(gateway.cluster()::sdcsOf)
                .orElse(List.of());
    }

    /** The n-th request from now on, and perhaps all after it, goes wrong. */
    public void disturb(int nth, Disturbance disturbance) {
        if (nth > 1) {
            gateway.faults().inject("", new Fault.Delay(Duration.ZERO), nth - 1);
        }
        gateway.faults().inject("", disturbance.fault(), disturbance.times());
    }

    /**
     * The lab's faults that strike requests, each with a value, and the MDM's errors that any change may get.
     *
     * <p>Without two: a late work is one only to a client with a connection, and a restart strikes no request.
     */
    public static List<String> faults() {
        return Stream.concat(
                Stream.of(FaultKind.values()).filter(kind -> !kind.isOfSdc() && !kind.aims(sample(kind), "").isEmpty())
                        .filter(kind -> kind != FaultKind.LATE_WORK && kind != FaultKind.MDM_ERROR)
                        .map(kind -> kind.wireName() + " " + sample(kind)),
                Stream.of(MdmError.COMMUNICATION_ERROR, MdmError.NO_PERMISSIONS, MdmError.TOO_MANY_SESSIONS)
                        .map(error -> FaultKind.MDM_ERROR.wireName() + " " + error.name()))
                .map(String::strip).toList();
    }

    private static String sample(FaultKind kind) {
        return switch (kind.valueName()) {
            case "TIME" -> "1ms";
            case "STATUS" -> "503";
            case "NAME" -> MdmError.COMMUNICATION_ERROR.name();
            default -> "";
        };
    }

    /**
     * Has a fault strike requests from now on.
     *
     * @param fault one of {@link #faults}
     * @param nth the first of them
     * @param times how many; 0 for all
     */
    public void strike(String fault, int nth, int times) {
        if (nth > 1) {
            gateway.faults().inject("", new Fault.Delay(Duration.ZERO), nth - 1);
        }
        String[] kindAndValue = (fault + " ").split(" ", 2);
        gateway.faults().set(FaultOrder.of(FaultKind.of(kindAndValue[0]), kindAndValue[1].strip(), "", times));
    }

    /** The next request whose path contains this is lost. */
    public void lose(String request) {
        gateway.faults().inject(request, new Fault.DropBeforeWork(), 1);
    }

    /** Begins to count requests anew. */
    public void countRequests() {
        requestsBefore = gateway.requestCount();
    }

    /** Requests since {@link #countRequests}. */
    public long requests() {
        return gateway.requestCount() - requestsBefore;
    }

    /** Whether a disturbance still waits for its request. All are forgotten. */
    public boolean isUndisturbed() {
        boolean waiting = gateway.faults().next("any of addMappedSdc removeMappedSdc removeVolume").isPresent();
        gateway.faults().clear();
        return waiting;
    }

    /** All logins are over: daemons that were killed have left theirs, and a system allows 128. */
    public void endSessions() {
        gateway.openSessions().closeAll();
    }

    /** Maps a volume as an administrator would, whoever has it already, or as a request does that was late. */
    public void map(String volumeId, String sdcId, boolean shared) {
        attempt(() -> new MappingRules(gateway.cluster()).map(volumeId, new MappingTarget.ById(sdcId),
                shared ? Sharing.ALLOWED : Sharing.FORBIDDEN));
    }

    public void unmap(String volumeId, String sdcId) {
        attempt(() -> new MappingRules(gateway.cluster()).unmap(volumeId, new MappingTarget.ById(sdcId)));
    }

    public void remove(String volumeId) {
        attempt(() -> new RemovalRules(gateway.cluster()).remove(volumeId, RemoveMode.ONLY_ME));
    }

    private static void attempt(Runnable change) {
        try {
            change.run();
        } catch (Rejection e) {
            // The cluster refused, which is its right.
        }
    }

    @Override
    public void close() {
        gateway.close();
    }

    private record Servers(Data data) implements DataServers {
        @Override
        public void allocate(String volumeId, long sizeInKb) {
            data.made(volumeId, sizeInKb * 1024);
        }

        @Override
        public void copy(String sourceVolumeId, String volumeId, long sizeInKb) {
            data.made(volumeId, sizeInKb * 1024);
        }

        @Override
        public void resize(String volumeId, long sizeInKb) {
            data.resized(volumeId, sizeInKb * 1024);
        }

        @Override
        public void discard(String volumeId) {
            data.gone(volumeId);
        }

        @Override
        public void attach(String volumeId, String sdcId, AccessMode access) {
            data.attached(volumeId, sdcId);
        }

        @Override
        public long usedInKb(String volumeId) {
            return 0;
        }

        @Override
        public Written written(String volumeId) {
            return data.isWritten(volumeId) ? new Written(5, 3, 12) : Written.NOTHING;
        }

        @Override
        public void revoke(String volumeId, String sdcId) {
            data.cutOff(volumeId, sdcId);
        }
    }
}
