package rexray.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rexray.config.ConfigImport.Choice;
import rexray.volume.VolumeOptions.Preempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The import of configurations as users of 0.3 to 0.11.4 had them. Beside each file of the corpus stands what is reported of
 * it; after a change of the rules, look through {@code target/import} and copy it there.
 */
final class ConfigImportTest {
    private static final Path CORPUS = Path.of("src/test/resources/rexray/config/import");
    private static final List<String> SECRETS = List.of("Scaleio123", "Gold1", "verysecret", "jwtsecret",
            "it's: secret",
            "it''s", "Password1!", "hunter 2", "AKIA", "$Xcd");
    @TempDir
    private Path directory;

    static List<Path> corpus() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.filter(file -> !file.toString().endsWith(".report")).sorted().toList();
        }
    }

    private static ConfigImport read(Path file, Choice... choice) throws IOException {
        Path name = Path.of(file.getFileName().toString());
        return ConfigImport.read(name, Files.readString(file), name.toString().replaceAll("-.*", ""),
                Stream.of(choice).findFirst());
    }

    private ServiceConfig load(ConfigImport read) throws IOException {
        Path file = directory.resolve("new.yml");
        Files.writeString(file, read.text());
        return new ConfigFile(file, Map.of()).load().service(Optional.empty());
    }

    @Test
    void corpusIsThere() throws IOException {
        assertTrue(corpus().size() >= 25, corpus().toString());
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void everyKeyIsReportedAndNoSecret(Path file) throws IOException {
        String report = String.join("\n", read(file).report()) + "\n";
        Path made = Files.createDirectories(Path.of("target/import")).resolve(file.getFileName() + ".report");
        Files.writeString(made, report);

        SECRETS.forEach(secret -> assertFalse(report.contains(secret), report));
        assertEquals(Files.readString(Path.of(file + ".report")), report);
    }

    /** Those without an endpoint or password are clients, or misspelt. */
    @ParameterizedTest
    @MethodSource("corpus")
    void whatIsMadeIsAConfiguration(Path file) throws IOException {
        if (file.toString().contains("client") || file.toString().contains("misspelt")) {
            return;
        }
        for (Choice choice : Choice.values()) {
            ConfigImport read = read(file, choice);

            assertFalse(read.isUndecided());
            assertFalse(load(read).scaleio().login().password().reveal().isEmpty());
        }
    }

    @Test
    void preemptionThatWasNeverInForceIsNotSwitchedOnUnasked() throws IOException {
        Path file = CORPUS.resolve("0.4.0-old-names.yml");

        assertTrue(read(file).isUndecided());
        assertEquals(Preempt.NEVER, load(read(file, Choice.RAN)).volumes().preempt());
        assertEquals(Preempt.ALWAYS, load(read(file, Choice.FILE)).volumes().preempt());
        Path inForce = CORPUS.resolve("0.3.1-preempt.yml");
        assertFalse(read(inForce).isUndecided());
        assertEquals(Preempt.ALWAYS, load(read(inForce)).volumes().preempt());
    }

    @Test
    void protectionThatIsNotHereIsNotGivenUpUnasked() throws IOException {
        for (String name : List.of("0.3.3-disables.yml", "0.11.4-disables.yml")) {
            Path file = CORPUS.resolve(name);

            assertTrue(read(file).isUndecided());
            for (Choice choice : Choice.values()) {
                assertFalse(read(file, choice).isUndecided());
                assertTrue(read(file, choice).report().stream().anyMatch(line -> line.contains(".disable: LOST: ")));
            }
        }
    }

    /** The original put in values of variables that are not known here. */
    @Test
    void dollarWithANameIsAskedAboutAndKept() throws IOException {
        Path file = CORPUS.resolve("0.11.4-variables.yml");

        assertTrue(read(file).isUndecided());
        for (Choice choice : Choice.values()) {
            ServiceConfig made = load(read(file, choice));

            assertEquals("Gold1$Xcd", made.scaleio().login().password().reveal());
            assertEquals("${SIO_USER}", made.scaleio().login().userName());
        }
        assertTrue(read(file, Choice.RAN).report().contains(
                "0.11.4-variables.yml:13:3: scaleio.password: kept; its $ is a plain character here"));
    }

    @Test
    void passwordSurvivesItsQuoting() throws IOException {
        ConfigImport read = read(CORPUS.resolve("0.11.3-insecure-unset.yml"), Choice.RAN);

        assertEquals("it's: secret", load(read).scaleio().login().password().reveal());
        assertEquals(Optional.of("hunter 2"), Optional.of(load(read(CORPUS.resolve("0.11.4-managed-plugin.env"),
                Choice.FILE)).scaleio().login().password().reveal()));
    }

    @Test
    void arraysAndSocketsStayApart() throws IOException {
        Path file = directory.resolve("two.yml");
        Files.writeString(file, read(CORPUS.resolve("0.11.4-two-arrays.yml"), Choice.RAN).text());
        Configuration config = new ConfigFile(file, Map.of()).load();

        assertEquals("gold", config.service());
        assertEquals(List.of(Path.of("/run/docker/plugins/rexray.sock"), Path.of("/run/docker/plugins/silver.sock")),
                config.sockets());
        ModuleConfig silver = config.service(Optional.of("silver")).modules().getFirst();
        assertEquals(Optional.of("ssd"), silver.defaults().placement().orElseThrow().poolName());
    }

    /** Where the original's bridge served Docker, containers find their files at the volume's root. */
    @Test
    void rootOfTheVolumeStaysTheContainersWhereTheBridgeServed() {
        Path file = Path.of("old.yml");
        String text = "linux.volume.rootpath: /files\nscaleio: {endpoint: 'http://gw/api', userName: u, password: p}\n";
        String key = Key.MOUNT_ROOT_PATH.toString();

        assertTrue(ConfigImport.read(file, text, "0.11.1", Optional.empty()).isUndecided());
        assertTrue(ConfigImport.read(file, text, "0.11.2", Optional.of(Choice.RAN)).text().contains(key + ": '/'\n"));
        assertTrue(ConfigImport.read(file, text, "0.11.2", Optional.of(Choice.FILE)).text()
                .contains(key + ": '/files'\n"));
        assertFalse(ConfigImport.read(file, text, "0.11.3", Optional.empty()).isUndecided());
    }
}
