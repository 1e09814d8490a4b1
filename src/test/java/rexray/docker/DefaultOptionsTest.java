package rexray.docker;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rexray.volume.CreateOptions;
import rexray.volume.Defaults;
import rexray.volume.FileSystemType;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a configured default makes of volumes that an engine has made. */
class DefaultOptionsTest extends PluginFixture {
    private static final Path MOUNTPOINT = Path.of("/var/lib/rexray/volumes/db");

    @BeforeEach
    void haveDefaults() {
        defaults = new Defaults(Optional.empty(), Optional.of(FileSystemType.EXT4),
                CreateOptions.parse(Map.of("iops", "500", "bandwidth", "50MB", "mkfsOptions", "-m 0", "mountOptions",
                        "noatime,nosuid", "owner", "999:998")).volume().settings(),
                Optional.empty());
    }

    private JsonNode statusOf(String options) throws IOException {
        ok("VolumeDriver.Create", "{\"Name\":\"db\",\"Opts\":" + options + "}");
        mount("db", ID);
        return ok("VolumeDriver.Get", "{\"Name\":\"db\"}").path("Volume").path("Status");
    }

    @Test
    void volumeWithoutOptionsHasThem() throws IOException {
        JsonNode status = statusOf("{}");

        assertEquals(500, status.path("iops").asInt());
        assertEquals("51200 KB/s", status.path("bandwidth").asText());
        assertEquals("-m 0", status.path("mkfsOptions").asText());
        assertEquals("999:998", status.path("owner").asText());
        assertEquals(List.of("-m 0"), host.mkfsOptions());
        assertEquals(Set.of("noatime", "nosuid"), host.optionsOf(MOUNTPOINT));
    }

    @Test
    void optionTakesThePlaceOfItsDefaultAlone() throws IOException {
        JsonNode status = statusOf("{\"IOPS\":\"0\",\"mountoptions\":\"noexec\"}");

        assertEquals(0, status.path("iops").asInt());
        assertEquals("51200 KB/s", status.path("bandwidth").asText());
        assertEquals(Set.of("noexec"), host.optionsOf(MOUNTPOINT));
    }

    @Test
    void createOfAVolumeThatIsThereAsksNothingOfItByDefault() throws IOException {
        defaults = Defaults.NONE;
        create("db");
        haveDefaults();

        JsonNode status = statusOf("{}");
        assertEquals(0, status.path("iops").asInt());
        assertEquals(Set.of(), host.optionsOf(MOUNTPOINT));
    }
}
