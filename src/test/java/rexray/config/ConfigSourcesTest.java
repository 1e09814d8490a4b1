package rexray.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rexray.volume.FileSystemType;
import rexray.volume.Size;
import rexray.volume.VolumeOptions.Preempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Where settings come from beside the root of the file, and which of several decides. */
final class ConfigSourcesTest {
    private static final String SIZE = "libstorage.integration.volume.operations.create.default.size";
    @TempDir
    private Path directory;
    private Path file;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void name() {
        file = directory.resolve("config.yml");
    }

    private ConfigFile config(String... lines) throws IOException {
        Files.writeString(file, ConfigText.NEEDED + String.join("\n", lines) + "\n");
        return new ConfigFile(file, environment);
    }

    private ServiceConfig service(String... lines) throws IOException {
        return config(lines).load().service(Optional.empty());
    }

    private List<String> problems(String... lines) throws IOException {
        ConfigFile config = config(lines);
        return assertThrows(ConfigException.class, config::load).lines();
    }

    private ConfigFile withoutPassword(String line) throws IOException {
        Files.writeString(file, "scaleio:\n  endpoint: https://gw\n  userName: admin\n  " + line + "\n");
        return new ConfigFile(file, environment);
    }

    private Path secret(String mode) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "hunter3\nmore\n");
        return Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString(mode));
    }

    @Test
    void environmentDecidesOverTheFile() throws IOException {
        environment.putAll(Map.of("SCALEIO_USERNAME", "other", "REXRAY_LOGLEVEL", "debug",
                "LIBSTORAGE_INTEGRATION_VOLUME_OPERATIONS_CREATE_DEFAULT_SIZE", "32", "REXRAY_FSTYPE", "xfs",
                "REXRAY_PREEMPT", "true", "SCALEIO_GUID", "", "REXRAY_JAVA", "/usr/bin/java", "PATH", "/bin"));
        Configuration all = config(SIZE + ": 8").load();
        ServiceConfig config = all.service(Optional.empty());

        assertEquals("other", config.scaleio().login().userName());
        assertEquals(LogLevel.DEBUG, all.logLevel());
        assertEquals(Size.ofGb(32), config.volumes().defaultSize());
        assertEquals(FileSystemType.XFS, config.volumes().fileSystem());
        assertEquals(Preempt.Mode.ALWAYS, config.volumes().preempt().mode());
    }

    /** The original put the value of the variable in. */
    @Test
    void dollarInAValueIsPlainText() throws IOException {
        environment.putAll(Map.of("HOME", "/root", "X", "y"));

        for (String password : List.of("a$HOME", "a${HOME}", "ab$Xcd", "a$$")) {
            assertEquals(password, withoutPassword("password: " + password).load().service(Optional.empty()).scaleio()
                    .login().password().reveal());
        }
    }

    @Test
    void environmentAloneIsEnough() {
        environment.putAll(Map.of("SCALEIO_ENDPOINT", "https://gw/api", "SCALEIO_USERNAME", "admin", "SCALEIO_PASSWORD",
                "hunter2"));

        assertEquals("hunter2", new ConfigFile(file, environment).load().service(Optional.empty()).scaleio().login()
                .password().reveal());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SCALEIO_ENDPONT  | no setting has the environment variable SCALEIO_ENDPONT; did you mean SCALEIO_ENDPOINT?
        REXRAY_COLOUR    | no setting has the environment variable REXRAY_COLOUR; unset it
        SCALEIO_USECERTS | SCALEIO_USECERTS is known from the original and not supported here yet; name the certificates to trust in scaleio.caFile
        LIBSTORAGE_HOST  | LIBSTORAGE_HOST is known from the original and not supported here yet; client and controller run as one here; unset it
        SCALEIO_INSECURE | scaleio.insecure 'x' is neither true nor false; write true or false
        """)
    void variableThatMeansNothingIsTold(String variable, String message) throws IOException {
        environment.put(variable, "x");

        assertEquals(List.of("environment variable " + variable + ": " + message), problems());
    }

    @Test
    void innerScopeDecidesOverTheOuter() throws IOException {
        ServiceConfig config = service(SIZE + ": 8", "libstorage.server.services.scaleio.driver: scaleio",
                "libstorage.server.services.scaleio.scaleio.userName: inner",
                "rexray.modules.default-docker." + SIZE + ": 24",
                "libstorage.server." + SIZE + ": 16");

        assertEquals("inner", config.scaleio().login().userName());
        assertEquals(Size.ofGb(24), config.volumes().defaultSize());
    }

    @Test
    void serviceOfAnotherDriverIsRefused() throws IOException {
        assertEquals(file
                + ":5:1: libstorage.server.services.scaleio.driver: there is no storage driver [ebs]; write scaleio",
                problems("libstorage.server.services.scaleio.driver: ebs").getFirst());
    }

    @Test
    void valueIsExplainedWithWhatItOverrides() throws IOException {
        environment.put("SCALEIO_USERNAME", "other");

        assertEquals(List.of("scaleio.userName = other", "  from      environment variable SCALEIO_USERNAME",
                "  overrides admin from " + file + ":3:3", "  default   (nothing)", "  variable  SCALEIO_USERNAME",
                "  flag      --scaleioUserName", "  values    text", "  change    by a reload of the service"),
                config().explain("scaleio.username", Optional.empty()).subList(0, 8));
        assertEquals(List.of("scaleio.password = ****", "  from      " + file + ":4:3"),
                config().explain("scaleio.password", Optional.empty()).subList(0, 2));
        assertEquals(List.of(SIZE + " = 16", "  from      the default"),
                config().explain(SIZE, Optional.empty()).subList(0, 2));
        ConfigFile config = config();
        assertEquals(List
                .of("rexray: there is no key scaleio.colour; the keys are in docs/reference/configuration.md"),
                assertThrows(ConfigException.class, () -> config.explain("scaleio.colour", Optional.empty())).lines());
    }

    @Test
    void settingsInForceAreShownWithoutSecrets() throws IOException {
        List<String> lines = config().effective(Optional.empty());

        assertTrue(lines.contains("SCALEIO_USERNAME=admin"), lines.toString());
        assertTrue(lines.contains("SCALEIO_PASSWORD=****"), lines.toString());
        assertTrue(lines.contains("REXRAY_LOGLEVEL=info"), lines.toString());
        assertTrue(lines.stream().noneMatch(line -> line.contains("hunter2")), lines.toString());
    }

    @Test
    void passwordComesFromAFileACommandOrACredential() throws IOException {
        Path secret = secret("rw-------");

        assertEquals("hunter3",
                withoutPassword("passwordFile: " + secret).load().service(Optional.empty()).scaleio().login().password()
                        .reveal());
        assertEquals("hunter3",
                withoutPassword("passwordCommand: [/bin/cat, " + secret + "]").load().service(Optional.empty())
                        .scaleio().login()
                        .password().reveal());
        Files.move(secret, directory.resolve("scaleio.password"));
        environment.put("CREDENTIALS_DIRECTORY", directory.toString());
        ConfigFile credential = withoutPassword("insecure: true");
        assertEquals("hunter3", credential.load().service(Optional.empty()).scaleio().login().password().reveal());
        assertEquals("  from      systemd credential scaleio.password",
                credential.explain("scaleio.passwordFile", Optional.empty()).get(1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /etc/rexray/config.yml |            | /run/credentials/rexray.service
        /etc/rexray/rexray.yml |            | /run/credentials/rexray.service
        /etc/rexray/other.yml  |            |
        /root/config.yml       |            |
        /root/config.yml       | /run/given | /run/given
        /etc/rexray/config.yml | /run/given | /run/given
        """)
    void credentialOfTheRunningServiceIsForItsOwnFile(Path read, @Nullable String given, @Nullable Path expected) {
        Map<String, String> variables = given == null ? Map.of() : Map.of("CREDENTIALS_DIRECTORY", given);

        assertEquals(Optional.ofNullable(expected), Environment.credentials(variables, read));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        passwordCommand: [/bin/false]           | scaleio.passwordCommand: /bin/false failed with status 1; run it by hand to see why
        passwordCommand: [/bin/true]            | scaleio.passwordCommand: /bin/true has an empty first line; put the password there
        passwordCommand: [/nope/nope]           | scaleio.passwordCommand: /nope/nope cannot be run; give the full path of a program
        passwordCommand: /bin/true              | scaleio.passwordCommand is not a list; write it as 'passwordCommand: [value]'
        passwordFile: /nope/nope                | scaleio.passwordFile '/nope/nope' does not exist; correct the path or the file's permissions
        """)
    void passwordThatCannotBeHadIsTold(String line, String message) throws IOException {
        ConfigFile config = withoutPassword(line);

        assertEquals(List.of(file + ":4:3: " + message), assertThrows(ConfigException.class, config::load).lines());
    }

    @Test
    void passwordForEverybodyIsRefusedAndSoAreTwo() throws IOException {
        Path secret = secret("rw-r--r--");
        ConfigFile open = withoutPassword("passwordFile: " + secret);
        assertEquals(
                List.of(file + ":4:3: scaleio.passwordFile: everybody can read " + secret + "; run chmod 600 "
                        + secret),
                assertThrows(ConfigException.class, open::load).lines());

        secret("rw-------");
        assertEquals(List.of(file + ":5:1: the password is given by scaleio.password and scaleio.passwordFile; "
                + "keep one of them"), problems("scaleio.passwordFile: " + secret));
    }

    @Test
    void fileThatHidesAnotherIsRefused() throws IOException {
        Path standard = config().path();
        Path first = directory.resolve("rexray.yml");
        assertEquals(standard, ConfigFile.lookUp(standard));

        Files.writeString(first, ConfigText.NEEDED);
        assertEquals(List.of(first + ": hides " + standard
                + ", which would not be read; remove one of them, or name one with -c"),
                assertThrows(ConfigException.class, () -> ConfigFile.lookUp(standard)).lines());
        Files.delete(standard);
        assertEquals(first, ConfigFile.lookUp(standard));
    }
}
