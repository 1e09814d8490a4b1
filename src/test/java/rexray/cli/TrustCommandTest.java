package rexray.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.config.ConfigFile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class TrustCommandTest {
    private static final String SOUND = "# ours\nscaleio:\n  endpoint: https://gw\n  userName: u\n  password: p";

    @TempDir
    private Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String config, String command) throws IOException {
        Files.writeString(file(), config);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        return new RexrayCommand(new FakeBackend(), TestProgram.places(directory)).run(
                new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), command.split(" "));
    }

    private Path file() {
        return directory.resolve("config.yml");
    }

    @Test
    void certificateIsShownAndNothingWritten() throws IOException {
        assertEquals(0, run(SOUND, "scaleio trust"));
        assertTrue(out.toString(UTF_8).contains("  SHA-256  " + FakeBackend.FINGERPRINT + "\n"), out.toString(UTF_8));
        assertEquals(SOUND, Files.readString(file()));
    }

    @Test
    void fingerprintIsAddedToTheFileWhoseRestStays() throws IOException {
        assertEquals(0, run(SOUND, "scaleio trust --write"), err.toString(UTF_8));
        assertTrue(Files.readString(file()).startsWith(SOUND + "\n"));
        assertTrue(new ConfigFile(file(), Map.of()).load().service(Optional.empty()).scaleio().trust().toString()
                .contains(FakeBackend.FINGERPRINT), Files.readString(file()));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n  caFile: /etc/ca.pem", "\n  insecure: true"})
    void fileThatSaysAlreadyWhomToTrustIsNotAddedTo(String more) throws IOException {
        assertEquals(1, run(SOUND + more, "scaleio trust -w"));
        assertTrue(err.toString(UTF_8).contains("config.yml:6:"), err.toString(UTF_8));
        assertEquals(SOUND + more, Files.readString(file()));
    }

    @Test
    void fileOfAFormThatCannotBeAddedToStaysAsItIs() throws IOException {
        String flow = "{scaleio: {endpoint: 'https://gw', userName: u, password: p}}\n";
        assertEquals(1, run(flow, "scaleio trust --write"));
        assertTrue(err.toString(UTF_8).contains("by hand"), err.toString(UTF_8));
        assertEquals(flow, Files.readString(file()));
    }
}
