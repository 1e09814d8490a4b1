package rexray.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Settings on a command line. */
class FlagsTest {
    @TempDir
    private Path directory;

    private static Flags among(String line) {
        return Flags.among(List.of(line.split(" ")));
    }

    private ConfigFile config(String line, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(directory.resolve("config.yml"), ConfigText.NEEDED);
        return new ConfigFile(file, environment, among(line));
    }

    private static String problem(String line) {
        return among(line).problem().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"scaleio.protectionDomainName,--scaleioProtectionDomainName",
            "libstorage.integration.volume.operations.mount.rootPath,--libstorageIntegrationVolumeOperationsMountRootPath",
            "rexray.modules.default-docker.host,--rexrayModulesDefault-DockerHost", "rexray.logLevel,--logLevel",
            "linux.volume.filemode,--linuxVolumeFilemode"})
    void namesAreTheOriginals(String key, String flag) {
        assertEquals(Optional.of(flag), Flags.of(Key.named(key).orElseThrow()));
    }

    @ParameterizedTest
    @EnumSource
    void everyKeyButSecretsAndTheLogLevelCanBeGiven(Key key) {
        if (key.shape() == Key.Shape.SECRET || key == Key.LOG_LEVEL) {
            return;
        }
        Setting setting = among(Flags.of(key).orElseThrow() + "=x").settings().getFirst();
        assertEquals(key.toString(), setting.key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--scaleioUserName other volume ls", "volume --scaleioUserName=other ls",
            "volume ls --scaleioUserName other"})
    void flagsStandAnywhere(String line) {
        Flags flags = among(line);
        assertEquals(List.of("volume", "ls"), flags.rest());
        assertEquals(List.of("--scaleioUserName=other"), flags.words());
    }

    @Test
    void whatFollowsTwoDashesIsNoFlag() {
        assertEquals(List.of("volume", "ls", "--", "--scaleioUserName"),
                among("volume ls -- --scaleioUserName").rest());
    }

    @ParameterizedTest
    @CsvSource({"--scaleioInsecure volume ls,true,volume ls", "--scaleioInsecure false volume,false,volume",
            "--scaleioInsecure=no volume,no,volume",
            "volume --libstorageIntegrationVolumeOperationsMountPreempt if-dead,if-dead,volume",
            "volume --libstorageIntegrationVolumeOperationsMountPreempt,true,volume"})
    void flagOfATruthNeedsNoValue(String line, String value, String rest) {
        Flags flags = among(line);
        assertEquals(List.of(value), flags.settings().getFirst().values());
        assertEquals(List.of(rest.split(" ")), flags.rest());
    }

    @Test
    void flagDecidesOverEnvironmentAndFile() throws IOException {
        ConfigFile config = config("--scaleioUserName flagged", Map.of("SCALEIO_USERNAME", "variable"));
        assertEquals("flagged", config.load().service(Optional.empty()).scaleio().login().userName());
        assertEquals(List.of("scaleio.userName = flagged", "  from      the command line (--scaleioUserName)",
                "  overrides variable from environment variable SCALEIO_USERNAME"),
                config.explain("scaleio.userName", Optional.empty()).subList(0, 3));
    }

    @Test
    void explanationNamesTheFlag() throws IOException {
        assertTrue(
                config("x", Map.of()).explain("scaleio.guid", Optional.empty()).contains("  flag      --scaleioGuid"));
        assertFalse(config("x", Map.of()).explain("scaleio.password", Optional.empty()).toString().contains("flag "));
    }

    @Test
    void listIsSplitAtSpaces() {
        Flags flags = Flags.among(List.of("--scaleioPasswordCommand", "pass show gateway"));
        assertEquals(List.of("pass", "show", "gateway"), flags.settings().getFirst().values());
    }

    @Test
    void flagsAreEnoughWithoutAFile() {
        Flags flags = Flags.among(List.of("--scaleioEndpoint=https://gw", "--scaleioUserName", "u",
                "--scaleioPasswordCommand", "echo hunter2"));
        assertEquals("hunter2",
                new ConfigFile(directory.resolve("none"), Map.of(), flags).load().service(Optional.empty()).scaleio()
                        .login()
                        .password().reveal());
    }

    @Test
    void logLevelIsAFlagOfAllCommands() throws IOException {
        Path file = Files.writeString(directory.resolve("config.yml"), ConfigText.NEEDED);
        Flags flags = Flags.NONE.with(LogLevel.DEBUG, "--logLevel");
        assertEquals(LogLevel.DEBUG, new ConfigFile(file, Map.of(), flags).load().logLevel());
        assertEquals(List.of(), Flags.NONE.words());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--scaleioPassword hunter2 volume ls", "--scaleioPassword=hunter2 volume ls"})
    void passwordIsRefusedAndShownNowhere(String line) {
        Flags flags = among(line);
        assertTrue(problem(line).contains("SCALEIO_PASSWORD"), problem(line));
        assertFalse((problem(line) + flags.words() + flags.rest() + flags.settings()).contains("hunter2"));
        assertEquals(List.of("volume", "ls"), flags.rest());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        --scaleioGuid                       | --scaleioGuid has no value; it takes UUID
        --scaleioGuid=                      | --scaleioGuid has no value; it takes UUID
        --scaleioGuid a --scaleioGuid=b     | --scaleioGuid is given twice; leave one of them out
        """)
    void whatIsWrongWithAFlagIsTold(String line, String message) {
        assertEquals(message, problem(line));
    }

    @Test
    void flagOfTheOriginalThatIsNoneHereIsTold() {
        assertEquals(Optional.of("--libstorageHost is known from the original and not supported here yet; client and"
                + " controller run as one here; remove it"), Flags.refusal("--libstorageHost"));
        assertTrue(Flags.refusal("--libstorageTlsDisabled").isPresent());
        assertEquals(Optional.empty(), Flags.refusal("--colour"));
    }
}
