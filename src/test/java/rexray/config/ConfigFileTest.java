package rexray.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

final class ConfigFileTest {
    @TempDir
    private Path directory;
    private Path path;

    @BeforeEach
    void namePath() {
        path = directory.resolve("config.yml");
    }

    private void write(String permissions) throws IOException {
        Files.writeString(path, ConfigText.NEEDED);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private String problem() {
        return assertThrows(ConfigException.class, () -> new ConfigFile(path, Map.of()).load()).lines().getFirst();
    }

    @Test
    void fileIsRead() throws IOException {
        write("rw-------");

        assertEquals("admin",
                new ConfigFile(path, Map.of()).load().service(Optional.empty()).scaleio().login().userName());
    }

    @Test
    void missingFileIsTold() {
        assertEquals(
                path + ": there is no such configuration file; copy config.yml.example there and fill it in, or name "
                        + "another with -c",
                problem());
    }

    @Test
    void directoryIsTold() throws IOException {
        Files.createDirectory(path);

        assertEquals(path + ": is a directory; name the file in it", problem());
    }

    @Test
    void fileThatIsNotTextIsTold() throws IOException {
        Files.write(path, new byte[]{(byte) 0xff, (byte) 0xfe, 0});

        assertEquals(path + ": is not UTF-8 text; save it as UTF-8", problem());
    }

    @Test
    void problemsNameTheFile() throws IOException {
        Files.writeString(path, "colour: blue\n" + ConfigText.NEEDED);

        assertEquals(path + ":1:1: unknown key colour; the known keys are in config.yml.example; remove it", problem());
    }

    @Test
    void fileForItsOwnerIsNotExposed() throws IOException {
        write("rw-------");

        assertEquals(Optional.empty(), new ConfigFile(path, Map.of()).exposure());
    }

    @Test
    void fileThatOthersCanReadIsExposed() throws IOException {
        for (String permissions : List.of("rw-r-----", "rw----r--")) {
            write(permissions);

            assertEquals(
                    Optional.of(path + " contains a password, but others than its owner can read it; run chmod 600"
                            + " " + path),
                    new ConfigFile(path, Map.of()).exposure());
        }
    }

    @Test
    void filesThatOnlyTheOriginalReadAreTold(@TempDir Path home) throws IOException {
        ConfigFile file = new ConfigFile(path, Map.of("HOME", home.toString()));
        assertEquals(List.of(), file.leftBehind());
        Path variables = Files.createFile(path.resolveSibling("rexray.env"));
        Path personal = Files.createFile(Files.createDirectory(home.resolve(".rexray")).resolve("config.yml"));

        assertEquals(
                Stream.of(variables, personal)
                        .map(old -> old + " is not read, unlike in the original; bring what it says into " + path
                                + " with the help of 'rexray config import " + old + "', and remove it")
                        .toList(),
                file.leftBehind());
    }
}
