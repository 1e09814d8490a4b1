package rexray.scaleio;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.ControlPlane.HostState;
import rexray.volume.Deadline;
import rexray.volume.NodeId;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.NotFound;

/**
 * The hosts that a system knows. The id of an SDC lasts as long as the system does not forget it, so we remember it; the
 * gateway has no query by GUID, only the list of all. Any number of threads may use it.
 */
final class SdcDirectory {
    private static final Logger log = LoggerFactory.getLogger(SdcDirectory.class);
    private static final TypeReference<List<SdcAnswer>> SDCS = new TypeReference<>() {
    };
    private static final Duration DESCRIPTION = Duration.ofSeconds(5);
    private final Gateway gateway;
    private final Map<String, NodeId> known = new ConcurrentHashMap<>();

    SdcDirectory(Gateway gateway) {
        this.gateway = gateway;
    }

    NodeId identify(String guid, Deadline deadline) {
        String key = guid.toUpperCase(Locale.ROOT);
        NodeId remembered = known.get(key);
        if (remembered != null) {
            return remembered;
        }
        NodeId found = list(deadline).stream().filter(sdc -> sdc.hasGuid(guid)).findFirst()
                .map(sdc -> new NodeId(sdc.id()))
                .orElseThrow(() -> new NotFound(
                        "the ScaleIO system at " + gateway.endpoint() + " knows no SDC with this host's GUID " + guid,
                        "connect the SDC with `drv_cfg --add_mdm --ip MDM1,MDM2`, and check with"
                                + " `drv_cfg --query_mdms` and `systemctl status scini`"));
        known.put(key, found);
        return found;
    }

    /** For a node that the system said it does not know. */
    void forget(NodeId node) {
        known.values().removeIf(node::equals);
    }

    /** In words for a message, so it does not fail: what is not known is left out. */
    String describe(NodeId node, Deadline deadline) {
        try {
            return gateway.get("/api/instances/Sdc::" + node, Json.object(SdcAnswer.class),
                    deadline.atMost(DESCRIPTION)).describe();
        } catch (Refusal e) {
            return "SDC " + node + (e.kind() == RefusalKind.NO_SUCH_SDC ? " (unknown to the array)" : "");
        } catch (VolumeException e) {
            log.debug("SDC {} cannot be described: {}", node, e.getMessage());
            return "SDC " + node;
        }
    }

    HostState state(NodeId node, Deadline deadline) {
        try {
            return gateway.get("/api/instances/Sdc::" + node, Json.object(SdcAnswer.class), deadline).state();
        } catch (Refusal e) {
            if (e.kind() == RefusalKind.NO_SUCH_SDC) {
                return HostState.UNKNOWN;
            }
            throw gateway.noAnswer("SDC " + node, e);
        }
    }

    private List<SdcAnswer> list(Deadline deadline) {
        try {
            return gateway.get("/api/types/Sdc/instances", Json.list(SDCS), deadline);
        } catch (Refusal e) {
            throw gateway.noAnswer("the SDCs", e);
        }
    }
}
