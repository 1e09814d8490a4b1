package rexray.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** {@code config.yml.example}: what it shows is what there is. */
final class ExampleFileTest {
    private static String example() throws IOException {
        return Files.readString(Path.of("config.yml.example"));
    }

    private static List<Setting> allSettings() throws IOException {
        String uncommented = example().replaceAll("(?m)^( *)#([a-zA-Z]+:)", "$1$2");
        return YamlSettings.read(ConfigText.FILE, uncommented, new ArrayList<>());
    }

    @Test
    void exampleLoadsOnceFilledIn() throws IOException {
        ServiceConfig config = ConfigText.service(example().replaceAll("<[a-z ]+>", "real"));

        assertEquals("https://real/api", config.scaleio().endpoints().getFirst().toString());
    }

    @Test
    void exampleAsItIsSaysWhatToFillIn() throws IOException {
        assertEquals(4, ConfigText.problemsOf(example()).size());
    }

    @Test
    void exampleHasEachSupportedKeyAndNoOther() throws IOException {
        assertEquals(Arrays.stream(Key.values()).map(Key::toString).sorted().toList(),
                allSettings().stream().map(Setting::key).sorted().toList());
    }

    @Test
    void exampleShowsTheDefaults() throws IOException {
        for (Setting setting : allSettings()) {
            Key.named(setting.key()).orElseThrow().defaultText()
                    .ifPresent(text -> assertEquals(text, setting.values().getFirst(), setting.key()));
        }
    }
}
