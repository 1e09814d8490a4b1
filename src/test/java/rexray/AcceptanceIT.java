package rexray;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.lab.LabCluster;
import rexray.lab.LabCluster.LabHost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The procedure by which a site finds out whether its array does what takeovers rely on, run against the lab. */
class AcceptanceIT {
    @TempDir
    private Path directory;

    @Test
    void labIsAcceptedAsTheDocumentationShows() throws Exception {
        try (LabCluster lab = LabCluster.start(directory)) {
            assertEquals(documented(), withoutWhatVaries(accept(lab)));
        }
    }

    @Test
    void gatewayThatKnowsOnlyTheNewerLoginIsAskedThatWay() throws Exception {
        try (LabCluster lab = LabCluster.start(directory, "4.0")) {
            lab.fault("front-end-error", "404", "/api/login", 1);

            assertEquals("This array does what takeovers rely on.", accept(lab).lines().toList().getLast());

            assertTrue(lab.requests().contains("POST /rest/auth/logout"), lab.requests()::toString);
        }
    }

    private String accept(LabCluster lab) throws Exception {
        LabHost host = lab.addHost("node01");
        Path password = Files.writeString(directory.resolve("password"), lab.password());
        return Shell.succeed("packaging/acceptance", "--gateway", lab.endpoint().toString(), "--password-file",
                password,
                "--domain", "pd1", "--pool", "hdd", "--drv-cfg", host.drvCfg(), "--by-id", host.links());
    }

    private static List<String> documented() throws IOException {
        return withoutWhatVaries(String.join("\n",
                Files.readAllLines(Path.of("docs/how-to/accept-an-array.md")).stream()
                        .filter(line -> line.matches("    (fact|ok|NOT OK|This array) .*")).map(String::strip)
                        .toList()));
    }

    private static List<String> withoutWhatVaries(String output) {
        return output.replaceAll("SDC [0-9a-f]{16}", "SDC").replaceAll("\\d+ s\\b", "some s")
                // What a write is told that was under way.
                .replace("writes fail: Input/output error", "writes fail: No space left on device").lines()
                .map(String::strip).toList();
    }
}
