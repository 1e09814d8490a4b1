package rexray.lab;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

class GatewayProcessTest {
    @Test
    void whatItAnsweredOutlivesItsDeathBySigkill(@TempDir Path directory) throws Exception {
        GatewayProcess gateway = GatewayProcess.start(directory.toRealPath().resolve("cluster"));
        try {
            URI url = gateway.url();
            RawClient stranger = RawClient.stranger(url.toString());
            RawClient client = stranger.with("",
                    stranger.with("admin", gateway.password()).get("/api/login").json().asText());
            String pool = gateway.state().poolId();
            assertEquals(200, client.post("/api/types/Volume/instances",
                    "{'name':'db','storagePoolId':'" + pool + "','volumeSizeInGb':'8'}").status());

            gateway.dieAndRise();

            assertEquals(url, gateway.url());
            assertEquals(List.of("db"),
                    gateway.state().volumes().values().stream().map(volume -> String.valueOf(volume.name())).toList());
            assertEquals(401, client.get("/api/types/Volume/instances").status(), "tokens are gone");
        } finally {
            gateway.close();
        }
    }
}
