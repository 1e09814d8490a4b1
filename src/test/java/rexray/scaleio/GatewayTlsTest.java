package rexray.scaleio;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.lab.LabArray;
import rexray.volume.Deadline;

import static org.junit.jupiter.api.Assertions.assertEquals;

class GatewayTlsTest {
    @Test
    void labIsReachedWithItsCaFile(@TempDir Path directory) {
        try (LabArray lab = LabArray.startWithTls(directory);
                ScaleioControlPlane array = Gateways.hasty(Gateways.trusting(Gateways.options(lab), lab.caFile()))) {
            assertEquals(List.of(), array.list(Deadline.after(Duration.ofSeconds(10))));
        }
    }
}
