package rexray.lab;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import rexray.lab.MappingRules.Sharing;

/**
 * The lab's gateway in this process, with a cluster that keeps no data and two SDCs: for tests of a driver, which need
 * no root.
 */
public final class LabArray implements AutoCloseable {
    public static final String USER = "admin";
    public static final String GUID_1 = TestGateway.GUID_1;
    public static final String GUID_2 = TestGateway.GUID_2;
    private final LabGateway gateway;
    private final PretendedWrites data;

    private LabArray(LabGateway gateway, PretendedWrites data) {
        this.gateway = gateway;
        this.data = data;
        gateway.cluster().registerSdc(GUID_1, "10.77.0.11");
        gateway.cluster().registerSdc(GUID_2, "10.77.0.12");
    }

    /** The releases that there are. */
    public static List<String> releases() {
        return Stream.of(Profile.values()).map(Profile::apiVersion).toList();
    }

    /** Of release 2.0, without TLS. */
    public static LabArray start(Path directory) {
        return start(directory, Profile.V2_0.apiVersion());
    }

    /** Of any of the {@link #releases}, without TLS. */
    public static LabArray start(Path directory, String release) {
        return start(GatewayOptions.http(directory, ListenAddress.anyPortOf("127.0.0.1"))
                .withProfile(Profile.of(release)));
    }

    /** With a certificate for 127.0.0.1 and localhost by a CA of its own. */
    public static LabArray startWithTls(Path directory) {
        return start(GatewayOptions.https(directory, ListenAddress.anyPortOf("127.0.0.1")));
    }

    private static LabArray start(GatewayOptions options) {
        PretendedWrites data = new PretendedWrites();
        return new LabArray(LabGateway.start(options.withData(data)), data);
    }

    public URI endpoint() {
        return URI.create(gateway.url() + "/api");
    }

    public Path caFile() {
        return gateway.caFile();
    }

    public String password() {
        try {
            return Files.readString(gateway.passwordFile()).strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A user who may look, and change nothing. */
    public static final String MONITOR = LabGateway.MONITOR;

    public String monitorPassword() {
        try {
            return Files.readString(gateway.passwordFile().resolveSibling("monitor-password")).strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The id of a host's SDC. */
    public String sdcId(String guid) {
        return gateway.cluster().state().sdcByGuid(guid).orElseThrow().id();
    }

    public String systemId() {
        return gateway.cluster().systemId();
    }

    /** What was asked of the gateway since it started, as {@code METHOD path}. */
    public List<String> requests() {
        return gateway.requests();
    }

    /** How many tokens are valid. */
    public int sessions() {
        return gateway.sessions();
    }

    /**
     * Lets requests go wrong, as {@code rexray lab fault set} does.
     *
     * @param times how many of those whose {@code METHOD path} contains {@code request}; 0 for all until cleared
     */
    public void fault(String kind, String value, String request, int times) {
        gateway.faults().set(FaultOrder.of(FaultKind.of(kind), value, request, times));
    }

    public void clearFaults() {
        gateway.faults().clear();
    }

    /** The next request whose {@code METHOD path} contains {@code request} is carried out, but its answer is lost. */
    public void loseTheReplyTo(String request) {
        gateway.faults().inject(request, new Fault.DropAfterWork(), 1);
    }

    /** The next such request is lost itself: the connection breaks, and nothing is done. */
    public void lose(String request) {
        gateway.faults().inject(request, new Fault.DropBeforeWork(), 1);
    }

    /** The next such request is refused by the MDM. */
    public void refuse(String request, int code, String message) {
        gateway.faults().inject(request, new Fault.Answer(500, code, message), 1);
    }

    /** Connections and tokens are gone, as after a restart of the service. */
    public void restart() {
        gateway.restart();
    }

    public void nameSdc(String sdcId, String name) {
        new SdcRules(gateway.cluster()).rename(sdcId, name);
    }

    /** The SDC loses its connection, and keeps its mappings. */
    public void disconnect(String sdcId) {
        gateway.cluster().disconnectSdc(sdcId);
    }

    /** From now on the statistics show writes to the volume. */
    public void write(String volumeId) {
        data.write(volumeId);
    }

    /** Maps a volume as an administrator would, whoever has it already. */
    public void map(String volumeId, String sdcId) {
        new MappingRules(gateway.cluster()).map(volumeId, new MappingTarget.ById(sdcId), Sharing.ALLOWED);
    }

    @Override
    public void close() {
        gateway.close();
    }
}
