package rexray;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What may not be mounted or removed, how it is said, and that it leaves everything as it was. */
class MountTroubleIT {
    private static final String PREEMPT = "libstorage.integration.volume.operations.mount.preempt: true";
    private static Site site;
    private static TestHost node01;
    private static TestHost node02;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        site = Site.start(directory);
        node01 = site.host("node01").startReady();
        node02 = site.host("node02").startReady();
    }

    @AfterAll
    static void close() throws Exception {
        site.close();
    }

    @Test
    void volumeThatDoesNotExistIsNotMounted() throws Exception {
        site.assertRefused(() -> node01.mount("nothing", "c"), "volume nothing does not exist", "docker volume create");
        assertEquals(200, node01.unmount("nothing", "c").status());
        assertEquals(200, node01.remove("nothing").status());
    }

    @Test
    void volumeThatAnotherHostHoldsIsRefusedNamingIt() throws Exception {
        node01.create("held", "\"size\":\"8\"");
        Path data = node01.mounted("held", "c1");
        Files.writeString(data.resolve("file"), "mine");

        site.assertRefused(() -> node02.mount("held", "c2"), "volume held is held by", "node01", "connected",
                "stop the container", "at the array");
        site.assertRefused(() -> node02.remove("held"), "held", "node01", "stop");

        assertEquals("mine", Files.readString(data.resolve("file")));
        node01.unmount("held", "c1");
    }

    @Test
    void volumeThatAnotherHostHoldsIsTakenWherePreemptSaysSo() throws Exception {
        TestHost taker = site.host("taker", PREEMPT).startReady();
        node01.create("contested", "\"size\":\"8\"");
        Path data = node01.mounted("contested", "c1");
        Files.writeString(data.resolve("file"), "synced");
        Site.run("sync", "-f", data.toString());

        Path taken = taker.mounted("contested", "c2");

        assertEquals("synced", Files.readString(taken.resolve("file")));
        assertTrue(site.lab().traces().contains("volume contested of 8388608 KB, held by [" + site.sdc(taker).ip()
                + "]"), () -> "holders");
        assertTrue(taker.log().contains("was taken from [" + site.sdc(node01).ip()), taker::log);
        assertThrows(IOException.class, () -> Files.writeString(data.resolve("late"), "lost", CREATE, WRITE, SYNC));
        assertEquals(200, node01.unmount("contested", "c1").status(), "the lost mount ends with its container");
        taker.unmount("contested", "c2");
        Site.run("e2fsck", "-f", "-n", site.lab().file("contested").toString());
        taker.stop();
    }

    @Test
    void deviceThatNeverAppearsLeavesNoMapping() throws Exception {
        TestHost impatient = site.host("impatient").patience(4).startReady();
        impatient.create("late", "\"size\":\"8\"");
        Set<String> before = site.traces();
        site.sdc(impatient).stopSdc();

        String refusal = TestHost.refusal(impatient.mount("late", "c"));

        for (String word : List.of("volume late", "emc-vol-", "did not appear", "drv_cfg", "udev")) {
            assertTrue(refusal.contains(word), refusal);
        }
        site.sdc(impatient).startSdc();
        site.assertTraces(before);
        impatient.mounted("late", "c");
        impatient.unmount("late", "c");
        impatient.stop();
    }

    @Test
    void staleLinkThatLeadsToAnotherVolumesDeviceIsRefused() throws Exception {
        TestHost host = site.host("stale").startReady();
        host.create("theirs", "\"size\":\"8\"");
        host.create("ours", "\"size\":\"8\"");
        TestHost.Printed attached = host.rexray("volume attach theirs");
        assertEquals(0, attached.status(), attached::text);
        Path theirs = link(host, "theirs");
        Set<String> before = site.traces();
        String contents = site.contents("theirs");
        // The emulated SDC tidies its links up.
        site.sdc(host).stopSdc();
        Path stale = Files.createSymbolicLink(link(host, "ours"), Files.readSymbolicLink(theirs));

        String refusal = TestHost.refusal(host.mount("ours", "c"));

        for (String word : List.of("volume ours", stale.toString(), theirs.toString(), "stale", "udevadm trigger")) {
            assertTrue(refusal.contains(word), refusal);
        }
        assertEquals(contents, site.contents("theirs"));
        Files.delete(stale);
        site.sdc(host).startSdc();
        site.assertTraces(before);
        host.mounted("ours", "c");
        host.unmount("ours", "c");
        TestHost.Printed detached = host.rexray("volume detach theirs");
        assertEquals(0, detached.status(), detached::text);
        host.stop();
    }

    private static Path link(TestHost host, String volume) throws IOException {
        return site.sdc(host).links()
                .resolve("emc-vol-" + site.lab().systemId() + "-" + site.lab().file(volume).getFileName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"swap", "partitions", "words"})
    void deviceWithForeignContentsIsRefusedAndLeftBitForBit(String what) throws Exception {
        node01.create(what, "\"size\":\"8\"");
        Path file = site.lab().file(what);
        switch (what) {
            case "swap" -> Site.run("mkswap", "-q", file.toString());
            case "partitions" -> Site.run("sh", "-c", "echo type=83 | sfdisk -q \"$0\"", file.toString());
            default -> {
                try (RandomAccessFile volume = new RandomAccessFile(file.toFile(), "rw")) {
                    volume.seek(100_000);
                    volume.writeBytes("somebody's only copy");
                }
            }
        }
        String before = site.contents(what);

        site.assertRefused(() -> node01.mount(what, "c"), "volume " + what + " holds", "neither mounts nor formats",
                "remove");

        assertEquals(before, site.contents(what));
    }

    @Test
    void volumeInUseIsNotRemoved() throws Exception {
        node01.create("used", "\"size\":\"8\"");
        node01.mounted("used", "c");

        site.assertRefused(() -> node01.remove("used"), "volume used is mounted on this host", "stop the containers");
        site.assertRefused(() -> node02.remove("used"), "volume used", "node01", "stop");

        node01.unmount("used", "c");
        assertEquals(200, node02.remove("used").status());
    }

    @Test
    void volumeThatSomebodyStillWorksInStaysMountedAndSaysWho() throws Exception {
        node01.create("busy", "\"size\":\"8\"");
        Path data = node01.mounted("busy", "c");
        Process worker = new ProcessBuilder("sleep", "600").directory(data.toFile()).start();
        try {
            String refusal = TestHost.refusal(node01.unmount("busy", "c"));
            assertTrue(refusal.contains("sleep") && refusal.contains(Long.toString(worker.pid())), refusal);
            assertTrue(Files.isDirectory(data));
        } finally {
            worker.destroyForcibly().waitFor();
        }
        assertEquals(200, node01.remove("busy").status(), "what was left over is no use of the volume");
    }
}
