package rexray.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import rexray.scaleio.ScaleioControlPlane;
import rexray.scaleio.ShownCertificate;
import rexray.volume.ControlPlane.HostState;
import rexray.volume.Deadline;
import rexray.volume.Node;
import rexray.volume.NodeId;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeId;

/** The checks of gateway, array and SDC, each of which needs the one before. They change nothing. */
final class ArrayChecks {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofDays(30);
    private final ScaleioControlPlane array;
    private final Node node;

    ArrayChecks(ScaleioControlPlane array, Node node) {
        this.array = array;
        this.node = node;
    }

    /** Connects, and looks at the certificate without judging who vouches for it. */
    static List<Finding> gateway(URI endpoint, Instant now) {
        boolean isTls = "https".equalsIgnoreCase(endpoint.getScheme());
        int port = endpoint.getPort() > 0 ? endpoint.getPort() : isTls ? 443 : 80;
        String where = endpoint.getHost() + ":" + port;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.getHost(), port), Math.toIntExact(CONNECT.toMillis()));
            socket.setSoTimeout(Math.toIntExact(CONNECT.toMillis()));
            Finding reached = Finding.ok(Check.GATEWAY, where + " takes connections");
            return List.of(reached, isTls
                    ? certificate(socket, endpoint.getHost(), port, now)
                    : Finding.ok(Check.CERTIFICATE, "none, since scaleio.endpoint is without https"));
        } catch (IOException e) {
            return List.of(Finding.wrong(Check.GATEWAY, where + " cannot be reached: " + e,
                    "check scaleio.endpoint, the gateway and the network between"),
                    Finding.skipped(Check.CERTIFICATE, Check.GATEWAY));
        }
    }

    private static Finding certificate(Socket connected, String host, int port, Instant now) {
        try {
            Instant end = ShownCertificate.of(connected, host, port).until();
            String seen = "it is valid until " + end;
            return end.isAfter(now.plus(SOON))
                    ? Finding.ok(Check.CERTIFICATE, seen)
                    : Finding.wrong(Check.CERTIFICATE, seen, "renew the gateway's certificate");
        } catch (IOException e) {
            return Finding.wrong(Check.CERTIFICATE, "TLS failed: " + e, "see that scaleio.endpoint speaks https");
        }
    }

    Finding sdc() {
        try {
            return Finding.ok(Check.SDC, "its GUID is " + node.identity(Deadline.after(PATIENCE)));
        } catch (VolumeException e) {
            return Finding.wrong(Check.SDC, e.problem(), e.remedy());
        }
    }

    /** Login, system, domain and pool. */
    List<Finding> array() {
        try {
            array.connect(Deadline.after(PATIENCE));
            return List.of(Finding.ok(Check.ARRAY, "the login was accepted"),
                    Finding.ok(Check.POOL, "both exist"));
        } catch (RefusedInput e) {
            return List.of(Finding.ok(Check.ARRAY, "the login was accepted"),
                    Finding.wrong(Check.POOL, e.problem(), e.remedy()));
        } catch (VolumeException e) {
            return List.of(Finding.wrong(Check.ARRAY, e.problem(), e.remedy()),
                    Finding.skipped(Check.POOL, Check.ARRAY));
        }
    }

    /** What the array knows of this host; needs {@link #sdc} and {@link #array} to be in order. */
    List<Finding> thisHost() {
        List<Finding> findings = new ArrayList<>();
        try {
            NodeId self = array.identify(node.identity(Deadline.after(PATIENCE)), Deadline.after(PATIENCE));
            findings.add(Finding.ok(Check.SDC_KNOWN, "it is " + array.describe(self, Deadline.after(PATIENCE))));
            findings.add(connection(array.state(self, Deadline.after(PATIENCE))));
            findings.add(mappings(array.heldBy(self, Deadline.after(PATIENCE))));
        } catch (VolumeException e) {
            findings.add(Finding.wrong(Check.SDC_KNOWN, e.problem(), e.remedy()));
            findings.add(Finding.skipped(Check.SDC_CONNECTED, Check.SDC_KNOWN));
            findings.add(Finding.skipped(Check.MAPPINGS, Check.SDC_KNOWN));
        }
        return findings;
    }

    private static Finding connection(HostState state) {
        return switch (state) {
            case CONNECTED -> Finding.ok(Check.SDC_CONNECTED, "the array sees it connected");
            case DISCONNECTED -> Finding.wrong(Check.SDC_CONNECTED, "the array sees it disconnected",
                    "check `drv_cfg --query_mdms`, `systemctl status scini` and the network to the MDMs");
            case UNKNOWN -> Finding.wrong(Check.SDC_CONNECTED, "the array does not tell whether it is connected",
                    "check `drv_cfg --query_mdms`");
        };
    }

    private Finding mappings(Set<VolumeId> held) {
        List<String> missing = held.stream().filter(id -> !Files.exists(node.device(id))).map(VolumeId::volume).sorted()
                .toList();
        return missing.isEmpty()
                ? Finding.ok(Check.MAPPINGS, held.size() + " volumes are mapped here, and all have a device")
                : Finding.wrong(Check.MAPPINGS, "mapped here without a device: " + String.join(", ", missing),
                        "run `drv_cfg --rescan`; if nobody here uses it, unmap it at the array");
    }
}
