package rexray.scaleio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.lab.LabArray;
import rexray.volume.Deadline;
import rexray.volume.VolumeException.ArrayUnavailable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class TrafficTest {
    @TempDir
    private Path directory;

    private static ScaleioOptions options(LabArray array) {
        return Gateways.insecure(Gateways.options(array.endpoint(), array.password()));
    }

    private static ScaleioControlPlane driver(LabArray array) {
        return new ScaleioControlPlane(options(array));
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    @Test
    void certificateThatWasShownEndsSomeTime() throws IOException {
        try (LabArray array = LabArray.startWithTls(Files.createDirectory(directory.resolve("array")));
                ScaleioControlPlane driver = driver(array)) {
            assertEquals(Map.of(), driver.traffic().certificateEnds());
            driver.connect(soon());

            Map<String, Instant> ends = driver.traffic().certificateEnds();
            assertEquals(Set.of(array.endpoint().toString().replace("/api", "")), ends.keySet());
            assertTrue(ends.values().iterator().next().isAfter(Instant.now()), ends.toString());
        }
    }

    @Test
    void eachSessionIsCounted() throws IOException {
        try (LabArray array = LabArray.start(Files.createDirectory(directory.resolve("array")));
                ScaleioControlPlane driver = driver(array)) {
            driver.connect(soon());
            assertEquals(1, driver.traffic().logins());
            assertEquals(Map.of(), driver.traffic().certificateEnds());

            array.restart();
            driver.list(soon());

            assertEquals(2, driver.traffic().logins());
        }
    }

    @Test
    void arrayThatRefusesAnswersAndOneThatIsAwayDoesNot() throws IOException {
        try (LabArray array = LabArray.start(Files.createDirectory(directory.resolve("array")));
                ScaleioControlPlane driver = Gateways.hasty(options(array))) {
            assertTrue(driver.traffic().isAnswered());
            array.fault("server-error", "503", "", 0);
            assertThrows(ArrayUnavailable.class, () -> driver.requireAnswer(Deadline.after(Duration.ofMillis(500))));
            assertFalse(driver.traffic().isAnswered());

            array.clearFaults();
            array.refuse("GET /api/types/System/instances", 999, "No");
            assertThrows(ArrayUnavailable.class, () -> driver.requireAnswer(soon()));
            assertTrue(driver.traffic().isAnswered());
            driver.requireAnswer(soon());
        }
    }

    @Test
    void loginThatIsRefusedIsNoAnswer() throws IOException {
        try (LabArray array = LabArray.start(Files.createDirectory(directory.resolve("array")));
                ScaleioControlPlane driver = driver(array)) {
            array.fault("unauthorized", "", "GET /api/login", 0);
            assertThrows(ArrayUnavailable.class, () -> driver.connect(soon()));
            assertFalse(driver.traffic().isAnswered());
        }
    }

    @Test
    void poolTellsWhatItHasLeft() throws IOException {
        try (LabArray array = LabArray.start(Files.createDirectory(directory.resolve("array")));
                ScaleioControlPlane driver = driver(array)) {
            Map<String, Long> free = driver.freeBytes(List.of(options(array).placement()), soon());

            assertEquals(Set.of("pd1/hdd"), free.keySet());
            assertTrue(free.values().stream().allMatch(bytes -> bytes > 0), free.toString());
        }
    }
}
