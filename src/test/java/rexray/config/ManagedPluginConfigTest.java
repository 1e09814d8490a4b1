package rexray.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code packaging/plugin/config.json}, by which an engine knows the managed plugin. */
final class ManagedPluginConfigTest {
    /** Fixed within the plugin, or to be written into its config.yml. */
    private static final Set<Key> WITHOUT_VARIABLE = EnumSet.of(Key.SOCKET, Key.MOUNT_PATH, Key.STORAGE_DRIVERS,
            Key.SERVICE, Key.PASSWORD_COMMAND);

    private static JsonNode config() throws IOException {
        return new ObjectMapper().readTree(Path.of("packaging/plugin/config.json").toFile());
    }

    private static Stream<JsonNode> variables() throws IOException {
        return StreamSupport.stream(config().path("env").spliterator(), false);
    }

    @Test
    void everySettingHasItsVariableAndNoOtherThereIs() throws IOException {
        Set<Key> named = variables().map(variable -> Environment.key(variable.path("name").asText()))
                .map(Optional::orElseThrow).collect(Collectors.toCollection(() -> EnumSet.noneOf(Key.class)));

        assertEquals(EnumSet.complementOf(EnumSet.copyOf(WITHOUT_VARIABLE)), named);
    }

    /** An empty variable is none, so that config.yml decides. */
    @Test
    void variablesAreEmptyUntilTheyAreSet() throws IOException {
        assertTrue(variables().allMatch(variable -> variable.path("value").asText().isEmpty()
                && variable.path("settable").path(0).asText().equals("value")));
    }

    @Test
    void originalsNamesAreThere() throws IOException {
        Set<String> names = variables().map(variable -> variable.path("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));

        assertTrue(names.containsAll(List.of("REXRAY_FSTYPE", "REXRAY_LOGLEVEL", "REXRAY_PREEMPT",
                "LIBSTORAGE_INTEGRATION_VOLUME_OPERATIONS_MOUNT_ROOTPATH", "LINUX_VOLUME_ROOTPATH",
                "LINUX_VOLUME_FILEMODE", "SCALEIO_ENDPOINT", "SCALEIO_INSECURE", "SCALEIO_USERNAME",
                "SCALEIO_PASSWORD", "SCALEIO_SYSTEMID", "SCALEIO_SYSTEMNAME", "SCALEIO_PROTECTIONDOMAINID",
                "SCALEIO_PROTECTIONDOMAINNAME", "SCALEIO_STORAGEPOOLID", "SCALEIO_STORAGEPOOLNAME",
                "SCALEIO_THINORTHICK", "SCALEIO_VERSION")), names.toString());
    }

    /** Without the host's processes in sight a use would be thought forgotten, since nobody seemed to have the mount. */
    @Test
    void pluginSeesTheProcessesAndDevicesOfTheHost() throws IOException {
        assertTrue(config().path("pidhost").asBoolean());
        assertEquals("/dev", config().path("mounts").path(0).path("source").asText());
        assertEquals("/var/lib/rexray", config().path("propagatedMount").asText());
    }

    @Test
    void pluginCarriesEveryProgramThatTheDaemonRuns() throws IOException {
        String carried = Files.readString(Path.of("packaging/lib/plugin.sh"));
        List<String> run = Pattern.compile("new Program\\(\"([^\"]+)\"")
                .matcher(Files.readString(Path.of("src/main/java/rexray/linux/Program.java"))).results()
                .map(match -> match.group(1)).toList();

        assertTrue(run.contains("mount"), run.toString());
        assertEquals(List.of(), run.stream().filter(program -> !carried.matches("(?s).*\\b" + program + "\\b.*"))
                .toList());
    }
}
