package rexray.scaleio;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rexray.scaleio.NoReply.Prospect;
import rexray.scaleio.NoReply.Stage;
import rexray.volume.Deadline;

/**
 * The proof that several gateways stand before one and the same system: another system's would say of all our volumes
 * that they do not exist. Any number of threads may use it.
 */
final class SameSystem {
    private static final TypeReference<List<Topology.Part>> SYSTEMS = new TypeReference<>() {
    };
    private final Set<GatewaySession> proved = ConcurrentHashMap.newKeySet();
    private @Nullable Set<String> agreed;

    /**
     * One request, the first time that a gateway is used.
     *
     * @throws NoReply if it has other systems than the gateway that was used first
     */
    void require(GatewaySession gateway, Deadline deadline) throws NoReply, Refusal {
        if (proved.contains(gateway)) {
            return;
        }
        Set<String> ids;
        try {
            ids = gateway.send(Message.get("/api/types/System/instances"), Json.list(SYSTEMS), deadline).stream()
                    .map(Topology.Part::id).collect(Collectors.toSet());
        } catch (NoReply e) {
            throw e.beforeSending();
        }
        Set<String> expected = agree(ids);
        if (!ids.equals(expected)) {
            throw new NoReply(
                    "the ScaleIO gateway at " + gateway.endpoint() + " belongs to the system " + ids + ", but the"
                            + " one that was used first belongs to " + expected,
                    "list only gateways of one system in scaleio.endpoint", Stage.NOT_SENT, Prospect.WILL_STAY, null);
        }
        proved.add(gateway);
    }

    private synchronized Set<String> agree(Set<String> ids) {
        if (agreed == null) {
            agreed = ids;
        }
        return agreed;
    }
}
