package rexray;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a real Docker engine does with volumes, and what comes of it. Each test has a volume of its own. */
class EngineIT {
    private static final String RUN = "docker run --network none ";
    private static final String SLEEP = " " + EngineHost.IMAGE + " sleep 1000";
    private static final String LIVE_RESTORE = "--live-restore";

    private static MachineState before;
    private static EngineHost host;

    @BeforeAll
    static void boot(@TempDir Path directory) throws Exception {
        before = MachineState.read();
        host = EngineHost.start(directory);
    }

    @AfterAll
    static void remove() throws Exception {
        host.close();
        before.assertNothingAdded();
    }

    /** M2, M14 */
    @Test
    void namedVolumeIsCalledOnceForEach() throws Exception {
        int mark = host.logLength();
        assertEquals("hello", host.in(RUN + "--rm --volume-driver rexray -v m2:/none/ext " + EngineHost.IMAGE
                + " sh -c 'echo hello >/none/ext/test; cat /none/ext/test'"));
        assertFalse(host.isMounted("m2"));
        host.in("docker volume rm m2");
        assertCalls(mark, "Create", 1, "Mount", 1, "Unmount", 1, "Remove", 1, "Path", 0);
        assertTrue(host.log().stream().skip(mark)
                .anyMatch(line -> line.matches(".*volume m2 mounted at .* for caller [0-9a-f]{12} .*")));
    }

    /** M3: Docker makes up a name, which is longer than the array allows. */
    @Test
    void anonymousVolumeGoesWithItsContainer() throws Exception {
        int mark = host.logLength();
        host.in(RUN + "--rm --volume-driver rexray -v /none/ext " + EngineHost.IMAGE + " true");
        assertCalls(mark, "Create", 1, "Mount", 1, "Unmount", 1, "Remove", 1);
    }

    /** M5 */
    @Test
    void anonymousVolumeGoesWhenItsContainerIsRemovedWithIt() throws Exception {
        int mark = host.logLength();
        host.in(RUN + "--name m5 --volume-driver rexray -v /none/ext " + EngineHost.IMAGE + " true");
        host.in("docker rm -fv m5");
        assertCalls(mark, "Create", 1, "Mount", 1, "Unmount", 1, "Remove", 1);
    }

    /** M4 */
    @Test
    void volumesFromMountsOnceMoreForTheSecondContainer() throws Exception {
        int mark = host.logLength();
        host.in(RUN + "--name m4 --volume-driver rexray -v m4:/none/ext " + EngineHost.IMAGE + " true");
        host.in(RUN + "--rm --volumes-from m4 " + EngineHost.IMAGE + " true");
        assertCalls(mark, "Create", 1, "Mount", 2, "Unmount", 2);
        host.in("docker rm m4; docker volume rm m4");
        assertFalse(host.isMapped("m4"));
    }

    /** M8, M11, M30 */
    @Test
    void driverOfAVolumeIsKnownAndItsUseKeptOverARestartOfTheEngine() throws Exception {
        host.stopEngine();
        host.startEngine(LIVE_RESTORE);
        host.in("docker volume create -d rexray m8");
        host.in(RUN + "-d --name m8 -v m8:/bar" + SLEEP + "; docker exec m8 sh -c 'echo old >/bar/file; sync'");
        assertEquals("m8 rexray", host.in("docker inspect -f '{{range .Mounts}}{{.Name}} {{.Driver}}{{end}}' m8"));
        host.stopEngine();
        host.startEngine(LIVE_RESTORE);
        assertTrue(host.refused("docker volume rm m8").contains("in use"));
        assertEquals("old", host.in(RUN + "--rm -v m8:/bar " + EngineHost.IMAGE + " cat /bar/file"));
        assertTrue(host.isMounted("m8"));
        host.in("docker rm -f m8");
        host.awaitReleased("m8");
        host.in("docker volume rm m8");
        host.stopEngine();
        host.startEngine("");
    }

    /** M9, M13 */
    @Test
    void listIsOneCall() throws Exception {
        host.in("docker volume create -d rexray m9");
        int mark = host.logLength();
        assertTrue(host.in("docker volume ls").lines().anyMatch(line -> line.matches("rexray +m9")));
        assertCalls(mark, "List", 1, "Path", 0);
        host.in("docker volume rm m9");
    }

    /** M10 */
    @Test
    void volumeIsInspectedWithItsStatus() throws Exception {
        assertTrue(host.refused("docker volume inspect m10").contains("o such volume"));
        host.in("docker volume create -d rexray -o size=8 m10");
        assertEquals("global 8 rexray",
                host.in("docker volume inspect -f '{{.Scope}} {{.Status.size}} {{.Driver}}' m10"));
        host.in("docker volume rm m10");
    }

    /** M15 */
    @Test
    void engineAsksOnceInItsLifeWhatTheDriverCan() throws Exception {
        host.stopEngine();
        int mark = host.logLength();
        host.startEngine("");
        for (String name : List.of("m15a", "m15b", "m15c")) {
            host.in("docker volume create -d rexray " + name);
            assertEquals("global", host.in("docker volume inspect -f '{{.Scope}}' " + name));
        }
        assertCalls(mark, "Capabilities", 1, "Create", 3);
        host.in("docker volume rm m15a m15b m15c");
    }

    /** M1 */
    @Test
    void nameOfALocalVolumeIsNotTaken() throws Exception {
        host.in("docker volume create m1");
        assertTrue(host.refused("docker volume create -d rexray m1").contains("m1"));
        host.in("docker volume create m1; docker volume rm m1");
    }

    /** M7 */
    @Test
    void daemonThatComesALittleLateIsFound() throws Exception {
        int mark = host.logLength();
        host.in("rexray service stop");
        Process run = host.begin(RUN + "--rm --volume-driver rexray -v m7:/none/ext " + EngineHost.IMAGE + " true");
        host.in("rexray service start");
        assertEquals(0, run.waitFor(), () -> new String(readAll(run), StandardCharsets.UTF_8));
        host.in("docker volume rm m7");
        assertCalls(mark, "Create", 1, "Mount", 1, "Unmount", 1, "Remove", 1);
    }

    /** M16 */
    @Test
    void volumeThatIsRemovedElsewhereCanBeMadeAgain() throws Exception {
        host.in("docker volume create -d rexray m16");
        assertEquals("{}", host.plugin("Remove", "{\"Name\":\"m16\"}"));
        host.in("docker volume create -d rexray --opt size=8 m16");
        assertTrue(host.refused("docker volume create -d local m16").contains("m16"));
        assertEquals("{}", host.plugin("Remove", "{\"Name\":\"m16\"}"));
        assertEquals("m16", host.in("docker volume create -d local m16"));
        host.in("docker volume rm m16");
    }

    /** M17 */
    @Test
    void failedMountIsFollowedByNoUnmount() throws Exception {
        host.in("docker volume create -d rexray m17");
        host.in("touch /var/lib/rexray/volumes/m17");
        int mark = host.logLength();
        String refusal = host.refused(RUN + "--rm -v m17:/none/ext -w /none/ext " + EngineHost.IMAGE + " true");
        assertTrue(refusal.contains("m17"), refusal);
        assertCalls(mark, "Unmount", 0);
        host.in("rm /var/lib/rexray/volumes/m17");
        host.in(RUN + "--rm -v m17:/none/ext " + EngineHost.IMAGE + " true; docker volume rm m17");
    }

    /** M18, X6 */
    @Test
    void copyOutOfARunningContainerKeepsItsMount() throws Exception {
        start("m18", "");
        int mark = host.logLength();
        host.in("docker cp m18:/none/ext/file /tmp/m18; docker cp /tmp/m18 m18:/none/ext/file2");
        List<String> calls = host.callsSince(mark);
        assertTrue(calls.contains("Mount"), calls::toString);
        assertCalls(mark, "Unmount", Collections.frequency(calls, "Mount"));
        assertTrue(host.isMounted("m18"));
        assertEquals("data", host.in("docker exec m18 cat /none/ext/file2"));
        host.in("docker kill m18");
        host.awaitReleased("m18");
        host.in("docker rm m18; docker volume rm m18");
    }

    /** M22 */
    @Test
    void volumeThatIsThereIsNotCreatedAgain() throws Exception {
        host.plugin("Create", "{\"Name\":\"m22\"}");
        int mark = host.logLength();
        host.in("docker volume create -d rexray --label a=b m22");
        assertEquals("b", host.in("docker volume inspect -f '{{.Labels.a}}' m22"));
        assertCalls(mark, "Create", 0);
        host.in("docker volume rm m22");
    }

    /** M29 */
    @Test
    void volumeOfACreatedContainerIsNotRemoved() throws Exception {
        host.in("docker create --network none --name m29 --volume-driver rexray -v m29:/none/ext" + SLEEP);
        host.refused("docker volume rm -f m29");
        host.refused("docker volume rm -f m29");
        host.in("docker rm m29; docker volume rm -f m29");
    }

    /** First run of a new volume: mounted, unmounted and mounted again for the copy of the image's files. X19 */
    @Test
    void contentsOfTheImageAreCopiedOntoAnEmptyVolumeOnly() throws Exception {
        host.in(RUN + "--name seed " + EngineHost.IMAGE + " sh -c 'mkdir /seed; echo one >/seed/f'"
                + "; docker commit seed seeded; docker rm seed");
        int mark = host.logLength();
        assertEquals("one", host.in(RUN + "--rm --volume-driver rexray -v x19:/seed seeded cat /seed/f"));
        assertCalls(mark, "Mount", 2, "Unmount", 2);
        host.in(RUN + "--rm -v x19:/seed seeded sh -c 'echo two >/seed/f'");
        assertEquals("two", host.in(RUN + "--rm -v x19:/seed seeded cat /seed/f"));
        host.in(RUN + "--rm --volume-driver rexray -v x19b:/seed:nocopy seeded sh -c '[ ! -e /seed/f ]'");
        host.in("docker volume rm x19 x19b");
    }

    /** X11 */
    @Test
    void volumeOfAContainerThatDiedWithTheEngineIsReleased() throws Exception {
        start("x11", "");
        host.crashEngine("");
        host.in("docker rm -f x11");
        host.awaitReleased("x11");
        host.in("docker volume rm x11");
    }

    /** X12: the engine mounts for the new start, and forgets the mount of before. */
    @Test
    void volumeOfAContainerThatIsRestartedAfterACrashIsReleasedInTheEnd() throws Exception {
        start("x12", "--restart always");
        host.crashEngine("");
        EngineHost.await("the restart", () -> host.in("docker inspect -f '{{.State.Running}}' x12").equals("true"));
        assertEquals("data", host.in("docker exec x12 cat /none/ext/file"));
        host.in("docker stop -t 1 x12");
        host.awaitReleased("x12");
        host.in("docker rm x12; docker volume rm x12");
    }

    /** X13: this engine counts from 0 after a live restore, so that a copy takes the last Unmount away. */
    @Test
    void volumeStaysWhileTheContainerOutlivesTheEngine() throws Exception {
        host.stopEngine();
        host.startEngine(LIVE_RESTORE);
        start("x13", "");
        host.crashEngine(LIVE_RESTORE);
        host.in("docker cp x13:/none/ext/file /tmp/x13");
        assertEquals("data", host.in("docker exec x13 sh -c 'echo more >/none/ext/more; sync; cat /none/ext/file'"));
        assertTrue(host.isMapped("x13"));
        host.in("docker stop -t 1 x13");
        host.awaitReleased("x13");
        host.in("docker rm x13; docker volume rm x13");
        host.stopEngine();
        host.startEngine("");
    }

    /** X20 */
    @Test
    void engineThatStopsUnmountsEverything() throws Exception {
        start("x20", "");
        host.stopEngine();
        host.awaitReleased("x20");
        host.startEngine("");
        host.in("docker rm x20; docker volume rm x20");
    }

    @Test
    void restartPolicyMountsAnewForEachTry() throws Exception {
        host.in(RUN + "-d --name tries --restart on-failure:2 --volume-driver rexray -v tries:/none/ext "
                + EngineHost.IMAGE + " sh -c 'echo try >>/none/ext/tries; exit 1'");
        EngineHost.await("the last try", () -> host.in("docker inspect -f '{{.State.Status}} {{.RestartCount}}' tries")
                .equals("exited 2"));
        host.awaitReleased("tries");
        assertEquals("3", host.in(RUN + "--rm -v tries:/none/ext " + EngineHost.IMAGE
                + " sh -c 'wc -l </none/ext/tries'"));
        host.in("docker rm tries; docker volume rm tries");
    }

    @Test
    void daemonThatIsKilledUnderTwoContainersKeepsTheSecondOnesMount() throws Exception {
        start("two", "");
        host.in(RUN + "-d --name two2 -v two:/none/ext" + SLEEP);
        host.in("kill -KILL $(cat /run/rexray/rexray.pid); rexray service start");
        host.in("docker stop -t 1 two");
        assertTrue(host.isMounted("two"));
        assertEquals("data", host.in("docker exec two2 cat /none/ext/file"));
        host.in("docker stop -t 1 two2");
        host.awaitReleased("two");
        host.in("docker rm two two2; docker volume rm two");
    }

    private static void start(String name, String options) throws Exception {
        host.in(RUN + "-d --name " + name + " " + options + " --volume-driver rexray -v " + name + ":/none/ext" + SLEEP
                + "; docker exec " + name + " sh -c 'echo data >/none/ext/file; sync'");
    }

    /** @param expected a method and how often it was called, in turn */
    private static void assertCalls(int mark, Object... expected) throws Exception {
        List<String> calls = host.callsSince(mark);
        for (int i = 0; i < expected.length; i += 2) {
            assertEquals(expected[i + 1], Collections.frequency(calls, expected[i]), expected[i] + " of " + calls);
        }
    }

    private static byte[] readAll(Process process) {
        try {
            return process.getInputStream().readAllBytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
