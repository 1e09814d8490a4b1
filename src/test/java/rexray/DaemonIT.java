package rexray;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.docker.PluginClient.Answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The life of a volume through whole daemons, with real devices and file systems. */
class DaemonIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    private Site site;

    @BeforeEach
    void start() throws Exception {
        site = Site.start(directory);
    }

    @AfterEach
    void close() throws Exception {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs"})
    void dataIsThereOnTheOtherHost(String fileSystem) throws Exception {
        String config = "libstorage.integration.volume.operations.create.default.fsType: " + fileSystem;
        TestHost node01 = site.host("node01", config).startReady();
        TestHost node02 = site.host("node02", config).startReady();
        node01.create("db", "\"size\":\"8\"");

        Path data = node01.mounted("db", "c1");
        assertEquals(fileSystem, Site.run("findmnt", "-n", "-o", "FSTYPE", "--target", data.toString()).strip());
        Files.writeString(data.resolve("greeting"), "hello");
        assertEquals(200, node01.unmount("db", "c1").status());
        Path there = node02.mounted("db", "c2");

        assertEquals("hello", Files.readString(there.resolve("greeting")));
        assertEquals(200, node02.unmount("db", "c2").status());
        assertEquals(200, node02.remove("db").status());
        site.assertTraces(Set.of());
    }

    @Test
    void mountIsAnsweredWithADirectoryOnTheVolume() throws Exception {
        TestHost host = site.host("node01").startReady();
        host.create("db", "\"size\":\"8\"");
        Path data = host.mounted("db", "c1");

        assertTrue(data.isAbsolute() && Files.isDirectory(data), data::toString);
        assertTrue(Files.getFileStore(data).name().endsWith("/scinia"), Files.getFileStore(data)::name);

        assertEquals(200, host.unmount("db", "c1").status());
        assertFalse(Files.exists(data));
    }

    @Test
    void killedDaemonForgetsNoUser() throws Exception {
        TestHost host = site.host("node01").startReady();
        host.create("db", "\"size\":\"8\"");
        Path data = host.mounted("db", "c1");
        assertEquals(data, host.mounted("db", "c2"));
        Files.writeString(data.resolve("file"), "kept");

        host.kill();
        host.startReady();

        assertEquals(200, host.unmount("db", "c1").status());
        assertEquals("kept", Files.readString(data.resolve("file")), "the second container still has its mount");
        site.assertRefused(() -> host.remove("db"), "mounted on this host");
        assertEquals(200, host.unmount("db", "c2").status());
        site.assertTraces(Set.of("volume db of 8388608 KB, held by []"));
    }

    @Test
    void stoppedDaemonLeavesItsMountsToTheNext() throws Exception {
        TestHost host = site.host("node01").startReady();
        host.create("db", "\"size\":\"8\"");
        Path data = host.mounted("db", "c1");

        host.stop();
        Files.writeString(data.resolve("file"), "written without a daemon");
        host.startReady();

        assertEquals(data, host.mounted("db", "c1"), "Docker asks again");
        assertEquals(200, host.unmount("db", "c1").status());
        assertEquals("written without a daemon", Files.readString(data.resolve("file")));
        assertEquals(200, host.unmount("db", "c1").status());
        site.assertTraces(Set.of("volume db of 8388608 KB, held by []"));
    }

    @Test
    void daemonTellsWatchersOfItselfAndItsVolumes() throws Exception {
        TestHost host = site.host("node01").startReady();
        host.create("db", "\"size\":\"8\"");
        host.mounted("db", "c1");
        host.mounted("db", "c2");
        site.assertRefused(() -> host.remove("db"), "mounted on this host");

        assertEquals("ready\n", host.get("/readyz").body());
        List<String> lines = host.get("/metrics").body().lines().toList();
        assertTrue(lines.containsAll(List.of("rexray_ready{service=\"scaleio\"} 1",
                "rexray_mounts{service=\"scaleio\"} 1", "rexray_mount_uses{service=\"scaleio\"} 2",
                "rexray_lost_mounts{service=\"scaleio\"} 0", "rexray_takeovers_total{service=\"scaleio\"} 0",
                "rexray_operation_seconds_count{service=\"scaleio\",operation=\"VolumeDriver.Mount\",result=\"ok\"} 2",
                "rexray_operation_seconds_count{service=\"scaleio\",operation=\"VolumeDriver.Remove\",result=\"in-use\"} 1")),
                lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.startsWith(
                "rexray_gateway_request_seconds_count{service=\"scaleio\",code=\"200\"}")), lines::toString);
    }

    /** On a real array each request is a round trip through gateway and MDM. */
    @Test
    void operationsTakeFewRequests() throws Exception {
        TestHost host = site.host("node01").startReady();

        assertRequests(1, () -> host.create("db", "\"size\":\"8\""));
        assertRequests(3, () -> host.mount("db", "c1"));
        assertRequests(1, () -> host.mount("db", "c2"));
        assertRequests(0, () -> host.unmount("db", "c2"));
        assertRequests(1, () -> host.unmount("db", "c1"));
        assertRequests(2, () -> host.remove("db"));
    }

    private void assertRequests(int expected, Callable<Answer> operation) throws Exception {
        int before = site.lab().requests().size();
        Answer answer = operation.call();
        assertEquals(200, answer.status(), answer::body);
        List<String> made = site.lab().requests().subList(before, site.lab().requests().size());
        assertTrue(made.size() <= expected, made::toString);
    }
}
