package rexray.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What changes at once and what waits, key by key. */
class DifferencesTest {
    @TempDir
    private Path directory;
    /** For each key another value than that of {@link #base}. */
    private final Map<Key, String> others = new EnumMap<>(Key.class);

    @BeforeEach
    void valuesForAllKeys() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "changed\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        others.putAll(Map.of(Key.LOG_LEVEL, "debug", Key.LOG_FORMAT, "json", Key.EVENTS_FILE, "/e.jsonl",
                Key.EVENTS_SIZE, "20MB", Key.METRICS_LISTEN, "127.0.0.1:9779", Key.SOCKET, "unix:///run/other.sock",
                Key.PREEMPT, "if-dead", Key.PREEMPT_GRACE, "7s", Key.MOUNT_PATH, "/mnt"));
        others.putAll(Map.of(Key.MOUNT_ROOT_PATH, "/", Key.SIZE, "24", Key.FILE_SYSTEM, "xfs", Key.ANONYMOUS, "false",
                Key.VOLUME_ROOT_PATH, "/other", Key.FORGOTTEN_AFTER, "20m", Key.FILE_MODE, "0750", Key.ENDPOINT,
                "https://10.0.0.2/api", Key.INSECURE, "true", Key.CA_FILE, file.toString()));
        others.putAll(Map.of(Key.FINGERPRINT, "AB".repeat(32), Key.AUTH, "bearer", Key.USER_NAME, "other",
                Key.PASSWORD, "changed", Key.PASSWORD_FILE, file.toString(), Key.PASSWORD_COMMAND, "[echo, changed]",
                Key.SYSTEM_ID, "1a", Key.SYSTEM_NAME, "other", Key.DOMAIN_ID, "1b"));
        others.putAll(Map.of(Key.DOMAIN_NAME, "other", Key.POOL_ID, "1c", Key.POOL_NAME, "other", Key.THIN_OR_THICK,
                "ThickProvisioned", Key.GUID, "0f4e6b1c-9a4d-4c5e-8a55-1c2d3e4f5a6b", Key.DRV_CFG, "/bin/drv_cfg",
                Key.API_VERSION, "2.0", Key.VERSION, "2.0"));
        others.putAll(Map.of(Key.DEFAULT_TYPE, "other", Key.DEFAULT_ZONE, "other", Key.DEFAULT_IOPS, "100",
                Key.DEFAULT_BANDWIDTH, "50MB", Key.DEFAULT_MKFS_OPTIONS, "-m 0", Key.DEFAULT_MOUNT_OPTIONS, "noatime",
                Key.DEFAULT_OWNER, "999:999"));
    }

    private static Map<Key, String> base() {
        return new EnumMap<>(Map.of(Key.ENDPOINT, "https://10.0.0.1/api", Key.USER_NAME, "admin", Key.PASSWORD,
                "hunter2", Key.PREEMPT, "true", Key.PREEMPT_GRACE, "5s"));
    }

    private static Configuration read(Map<Key, String> values) {
        return ConfigText.read(values.entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n")));
    }

    private Configuration changed(Key key) {
        Map<Key, String> values = base();
        if (key == Key.PASSWORD_FILE || key == Key.PASSWORD_COMMAND) {
            values.remove(Key.PASSWORD);
        }
        values.put(key, others.get(key));
        return read(values);
    }

    @Test
    void nothingIsNoDifference() {
        assertEquals(List.of(), Differences.between(read(base()), read(base())));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"SERVICE", "STORAGE_DRIVERS"}) // there is one service only
    void changeOfOneKeyIsTold(Key key) {
        List<String> keys = Differences.between(read(base()), changed(key));
        assertEquals(1, keys.size(), keys::toString);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"SERVICE", "STORAGE_DRIVERS"}) // there is one service only
    void serviceAtWorkTakesOverWhatIsLiveAndNoMore(Key key) {
        Configuration before = read(base());
        Configuration next = changed(key);
        assertEquals(key.isLive() ? next : before, before.changedTo(next));
    }

    @Test
    void keysThatSayTheSameAreToldOnce() {
        assertEquals(List.of("scaleio.password"),
                Differences.between(read(base()), changed(Key.PASSWORD_COMMAND)));
        assertEquals(List.of("libstorage.integration.volume.operations.mount.rootPath"),
                Differences.between(read(base()), changed(Key.VOLUME_ROOT_PATH)));
    }

    /** One array by name, with its standard module; lines of the test follow. */
    private static Configuration gold(String... more) {
        return ConfigText.read(
                ConfigText.NEEDED + "libstorage.service: gold\n" + "libstorage.server.services.gold.driver: scaleio\n"
                        + String.join("\n", more) + "\n");
    }

    private static Configuration goldAndSilver(String... more) {
        return gold("libstorage.server.services.silver: {driver: scaleio, scaleio.endpoint: 'https://10.0.0.2'}\n"
                + String.join("\n", more));
    }

    /** What of it is in force after a reload, and what waits. */
    private static void assertReloaded(Configuration before, Configuration next, List<String> live,
            List<String> waiting) {
        Configuration wanted = before.changedTo(next);
        assertEquals(live, Differences.between(before, wanted));
        assertEquals(waiting, Differences.between(wanted, next));
    }

    private static String fast(String more) {
        return "rexray.modules.fast: {type: docker" + more + "}";
    }

    @Test
    void addedServiceIsLiveWithItsModules() {
        assertReloaded(gold(), goldAndSilver(fast(", libstorage.service: silver")),
                List.of("libstorage.server.services.silver", "rexray.modules.fast"), List.of());
    }

    @Test
    void addedModuleIsLiveAndChangesNoOther() {
        assertReloaded(gold(), gold(fast(", scaleio.storagePoolName: ssd")), List.of("rexray.modules.fast"), List.of());
    }

    @Test
    void orderIsNoDifference() {
        String slow = "rexray.modules.slow.type: docker";
        assertReloaded(gold(fast(", scaleio.storagePoolName: ssd"), slow),
                gold(slow, fast(", scaleio.storagePoolName: ssd")),
                List.of(), List.of());
    }

    @Test
    void whatIsRemovedStaysUntilARestart() {
        assertReloaded(goldAndSilver(fast("")), gold(), List.of(),
                List.of("libstorage.server.services.silver (removed)", "rexray.modules.fast (removed)"));
    }

    @Test
    void moduleThatMovesWaits() {
        assertReloaded(goldAndSilver(fast("")),
                goldAndSilver(fast(", libstorage.service: silver, host: 'unix:///run/other.sock'")), List.of(),
                List.of("rexray.modules.fast.libstorage.service", "rexray.modules.fast.host"));
    }

    @Test
    void moduleWaitsForTheSocketThatAnotherOneHas() {
        assertReloaded(gold(fast("")),
                gold("rexray.modules.quick: {type: docker, host: 'unix:///run/docker/plugins/fast.sock'}"),
                List.of(), List.of("rexray.modules.quick", "rexray.modules.fast (removed)"));
    }

    @Test
    void serviceWaitsForTheDirectoryThatAnotherOneHas() {
        String path = ".libstorage.integration.volume.operations.mount.path: ";
        assertReloaded(gold("libstorage.server.services.gold" + path + "/mnt/a"),
                goldAndSilver("libstorage.server.services.gold" + path + "/mnt/b",
                        "libstorage.server.services.silver" + path + "/mnt/a"),
                List.of(), List.of("libstorage.integration.volume.operations.mount.path of service gold",
                        "libstorage.server.services.silver"));
    }

    @Test
    void refusedServiceLeavesTheRest() {
        Configuration next = goldAndSilver(fast(""));
        Configuration rest = next.withServiceOf(gold(), "silver");
        assertEquals(List.of("libstorage.server.services.silver (removed)"), Differences.between(next, rest));
        assertEquals(List.of("rexray.modules.fast (removed)"), Differences.between(rest, rest.withoutModule("fast")));
    }

    @Test
    void eachKeyHasAnotherValueHere() {
        assertEquals(Arrays.stream(Key.values()).filter(key -> key != Key.SERVICE && key != Key.STORAGE_DRIVERS)
                .collect(Collectors.toSet()), others.keySet());
    }
}
