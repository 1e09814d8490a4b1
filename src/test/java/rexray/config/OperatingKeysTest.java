package rexray.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.volume.Size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The keys for those who watch a service: log, events, metrics. */
final class OperatingKeysTest {
    private static Configuration with(String line) {
        return ConfigText.read(ConfigText.NEEDED + line + "\n");
    }

    private static String refused(String line) {
        List<String> problems = ConfigText.problemsOf(ConfigText.NEEDED + line + "\n");
        assertEquals(1, problems.size(), problems.toString());
        return problems.getFirst();
    }

    @Test
    void unlessToldOtherwiseTheLogSuitsItsReaderAndNothingListens() {
        Configuration config = with("");

        assertEquals(LogFormat.AUTO, config.logFormat());
        assertEquals(Path.of("/var/log/rexray/events.jsonl"), config.events().file());
        assertEquals(new Size(10 << 20), config.events().most());
        assertEquals(Optional.empty(), config.metrics());
    }

    @ParameterizedTest
    @CsvSource({"text,TEXT", "JSON,JSON", "journal,JOURNAL", "auto,AUTO"})
    void formOfTheLogIsOneOfFour(String text, LogFormat format) {
        assertEquals(format, with("rexray.logFormat: " + text).logFormat());
    }

    @Test
    void anotherFormIsRefused() {
        assertTrue(refused("rexray.logFormat: xml").contains("use auto, text, json or journal"));
    }

    @Test
    void eventsGoWhereTheyAreWanted() {
        Configuration config = with("rexray.events: {file: /srv/events, maxSize: 64MB}");

        assertEquals(Path.of("/srv/events"), config.events().file());
        assertEquals(new Size(64 << 20), config.events().most());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2TB", "a lot"})
    void sizeThatIsNoneIsRefused(String size) {
        assertTrue(refused("rexray.events.maxSize: " + size).contains("size"));
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:9779,127.0.0.1", "0.0.0.0:9779,0.0.0.0", "'[::1]:9779',::1"})
    void metricsAreShownOnAnAddressAndAPort(String text, String address) {
        assertEquals(Optional.of(new InetSocketAddress(InetAddress.ofLiteral(address), 9779)),
                with("rexray.metrics.listen: '" + text + "'").metrics());
    }

    @ParameterizedTest
    @ValueSource(strings = {"9779", ":9779", "localhost:9779", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:70000",
            "::1:9779"})
    void anythingElseIsRefused(String text) {
        assertTrue(refused("rexray.metrics.listen: '" + text + "'").contains("127.0.0.1:9779"));
    }
}
