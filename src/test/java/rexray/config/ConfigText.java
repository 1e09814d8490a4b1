package rexray.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Configurations for tests, read from text as a file {@code f} would be. */
final class ConfigText {
    static final Path FILE = Path.of("f");
    /** The least that is needed, from line 1 to 4. */
    static final String NEEDED = """
        scaleio:
          endpoint: https://10.0.0.1/api
          userName: admin
          password: hunter2
        """;

    private ConfigText() {}

    static Configuration read(String text) {
        List<Problem> problems = new ArrayList<>();
        Scopes scopes = Scopes.of(YamlSettings.read(FILE, text, problems), List.of(), problems);
        return new ConfigReader(Origin.wholeOf(FILE), scopes, problems).read();
    }

    /** The service that is meant where none is named. */
    static ServiceConfig service(String text) {
        return read(text).service(Optional.empty());
    }

    /** Everything that is said about a text that is refused. */
    static List<String> problemsOf(String text) {
        return assertThrows(ConfigException.class, () -> read(text)).lines();
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ConfigText.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
