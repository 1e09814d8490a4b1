package rexray.scaleio;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import rexray.volume.Deadline;
import rexray.volume.NodeId;
import rexray.volume.VolumeId;
import rexray.volume.VolumeName;

/** A driver before a gateway that answers what the test tells it to. */
abstract class ScriptedGatewayFixture {
    static final VolumeName NAME = new VolumeName("pgdata");
    static final VolumeId ID = new VolumeId(ScriptedGateway.SYSTEM, ScriptedGateway.VOLUME);
    static final NodeId NODE = new NodeId(ScriptedGateway.SDC);
    static final String VOLUMES = "/api/types/Volume/instances";
    static final String QUERY = "/api/types/Volume/instances/action/queryIdByKey";
    static final String READ = "/api/instances/Volume::" + ScriptedGateway.VOLUME;
    static final String MAP = READ + "/action/addMappedSdc";
    static final String UNMAP = READ + "/action/removeMappedSdc";

    ScriptedGateway gateway;
    ScaleioControlPlane array;

    @BeforeEach
    void startGateway() {
        gateway = new ScriptedGateway();
        array = Gateways.hasty(gateway.options());
    }

    @AfterEach
    void stopGateway() {
        array.close();
        gateway.close();
    }

    static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(10));
    }

    /** For what is retried until patience ends. */
    static Deadline verySoon() {
        return Deadline.after(Duration.ofSeconds(2));
    }
}
