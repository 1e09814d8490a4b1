package rexray;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.docker.PluginClient.Answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Volumes taken from a host that is in trouble, or not even told: a daemon on each host, and a container that writes. */
class HolderTroubleIT {
    private static final String MOUNT = "libstorage.integration.volume.operations.mount.";
    private static final String ALWAYS = MOUNT + "preempt: true";
    private static final String IF_DEAD = MOUNT + "preempt: if-dead";
    private static final String DB = "db";
    private static final Set<String> FREE = Set.of("volume db of 8388608 KB, held by []");
    private static final Duration SOON = Duration.ofSeconds(90);

    private final List<WritingContainer> containers = new ArrayList<>();
    private Optional<Relay> relay = Optional.empty();
    private Path directory;
    private Site site;

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        site = Site.start(temporary);
    }

    @AfterEach
    void end() throws Exception {
        // Whoever hangs holds up whoever tidies.
        site.lab().clearFaults();
        containers.forEach(WritingContainer::close);
        if (relay.isPresent()) {
            relay.get().cut();
        }
        site.close();
    }

    @Test
    void hostThatGoesOnWritingWithoutConnectionIsTakenFromByAPersonOnly() throws Exception {
        TestHost holder = site.host("node01", ALWAYS).startReady();
        TestHost taker = site.host("node02", IF_DEAD).startReady();
        WritingContainer container = mountAndWrite(holder);
        disturb(holder, "sdc-disconnected");

        assertRefused(taker, "somebody writes to it");
        container.assertGoesOn();
        TestHost.Printed taken = taker.rexray("volume takeover " + DB);

        assertEquals(0, taken.status(), taken::text);
        container.awaitFailure();
        taker.mounted(DB, Story.FIRST);
        assertTaken(holder, taker, container);
    }

    /** {@link HolderStatesIT} has the other state of the SDC too, here and below. */
    @ParameterizedTest
    @ValueSource(strings = "sdc-failing")
    void hostWhoseWritesNoLongerArriveIsTakenForDead(String trouble) throws Exception {
        TestHost holder = site.host("node01", ALWAYS).startReady();
        TestHost taker = site.host("node02", IF_DEAD).startReady();
        WritingContainer container = mountAndWrite(holder);
        disturb(holder, trouble);

        assertTrue(Await.upTo(SOON, () -> taker.mount(DB, Story.FIRST).status() == 200), taker::log);

        assertTaken(holder, taker, container);
    }

    @ParameterizedTest
    @ValueSource(strings = "sdc-hanging")
    void hostWithoutConnectionIsTakenFromAtOnceWhereThatIsSaid(String trouble) throws Exception {
        TestHost holder = site.host("node01", ALWAYS).startReady();
        TestHost taker = site.host("node02", ALWAYS).startReady();
        WritingContainer container = mountAndWrite(holder);
        disturb(holder, trouble);

        taker.mounted(DB, Story.FIRST);

        assertTaken(holder, taker, container);
    }

    /** What a daemon cannot ask it does not guess, neither that all is well nor that it is not. */
    @Test
    void hostThatIsCutOffFromTheGatewayOnlyIsAliveAndLearnsOfItsLossLater() throws Exception {
        Relay way = Relay.to(site.lab().endpoint());
        relay = Optional.of(way);
        way.open();
        TestHost holder = site.host("node01", ALWAYS, "scaleio.endpoint: " + way.endpoint()).patience(3).startReady();
        TestHost careful = site.host("node02", IF_DEAD).startReady();
        TestHost taker = site.host("node03", ALWAYS).startReady();
        WritingContainer container = mountAndWrite(holder);
        way.cut();

        assertRefused(careful, "is connected to the array");
        container.assertGoesOn();
        taker.mounted(DB, Story.FIRST);
        container.awaitFailure();
        String refusal = TestHost.refusal(holder.mount(DB, Story.SECOND));
        assertFalse(isLost(holder), "nobody has told it");
        way.open();

        assertTrue(refusal.contains(DB), refusal);
        assertTaken(holder, taker, container);
    }

    @Test
    void hostInstalledAnewTakesItsVolumeFromItsOldSelf() throws Exception {
        TestHost holder = site.host("node01", IF_DEAD).startReady();
        WritingContainer container = mountAndWrite(holder);
        int acknowledged = container.awaitRecords(50);
        String before = site.sdc(holder).guid();
        String device = site.traces().stream().filter(trace -> trace.startsWith("loop device ")).findFirst()
                .orElseThrow();
        holder.kill();
        container.close();
        site.reinstall(holder);
        assertFalse(before.equals(site.sdc(holder).guid()));
        holder.startReady();

        assertTrue(Await.upTo(SOON, () -> holder.mount(DB, Story.FIRST).status() == 200), holder::log);

        WritingContainer.assertHolds(records(holder), acknowledged);
        assertEquals(200, holder.unmount(DB, Story.FIRST).status());
        assertSound();
        // The SDC of before is gone for good, and with it whoever could say that its host has no node of the device.
        Set<String> left = new TreeSet<>(FREE);
        site.traces().stream().filter(trace -> trace.startsWith(device)).forEach(left::add);
        site.assertTraces(left);
    }

    @Test
    void holderThatLetsGoWithinTheGraceIsNotFenced() throws Exception {
        TestHost holder = site.host("node01").startReady();
        TestHost taker = site.host("node02", ALWAYS, MOUNT + "preemptGrace: 30s").startReady();
        WritingContainer container = mountAndWrite(holder);
        int acknowledged = container.awaitRecords(20);
        CompletableFuture<Answer> mount = TestHost.asking(() -> taker.mount(DB, Story.FIRST));
        assertTrue(Await.upTo(SOON, () -> taker.log().contains("for it to let go")), taker::log);
        container.assertGoesOn();
        container.close();
        assertEquals(200, holder.unmount(DB, Story.FIRST).status());

        assertEquals(200, mount.join().status());

        assertTrue(taker.log().contains("let go by itself"), taker::log);
        assertFalse(taker.log().contains("was taken from"), taker::log);
        WritingContainer.assertHolds(records(taker), acknowledged);
        assertEquals(200, taker.unmount(DB, Story.FIRST).status());
        assertSound();
        site.assertTraces(FREE);
    }

    @Test
    void holderThatDoesNotLetGoIsFencedAfterTheGrace() throws Exception {
        TestHost holder = site.host("node01", ALWAYS).startReady();
        TestHost taker = site.host("node02", ALWAYS, MOUNT + "preemptGrace: 2s").startReady();
        WritingContainer container = mountAndWrite(holder);

        taker.mounted(DB, Story.FIRST);

        assertTrue(taker.log().contains("did not let go"), taker::log);
        assertTaken(holder, taker, container);
    }

    /** The holder's daemon was killed and comes back; its engine starts the container again, with the same id. */
    @Test
    void ofTwoTakersAndAHolderThatComesBackOneHasIt() throws Exception {
        assertOneHasIt(new Random(1));
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4})
    void andSoItIsWhoeverIsDelayed(long seed) throws Exception {
        assertOneHasIt(new Random(seed));
    }

    private void assertOneHasIt(Random random) throws Exception {
        List<TestHost> hosts = List.of(site.host("node01", ALWAYS).startReady(),
                site.host("node02", ALWAYS).startReady(), site.host("node03", ALWAYS).startReady());
        TestHost holder = hosts.getFirst();
        WritingContainer container = mountAndWrite(holder);
        holder.kill();
        for (int i = 0; i < 60; i++) {
            site.lab().fault("latency", 1 + random.nextInt(150) + "ms", "", 1);
        }

        List<CompletableFuture<Answer>> takers = hosts.stream().skip(1)
                .map(host -> TestHost.asking(() -> host.mount(DB, Story.FIRST))).toList();
        CompletableFuture<Answer> comingBack = TestHost.asking(() -> holder.startReady().mount(DB, Story.FIRST));

        List<Answer> answers = new ArrayList<>(List.of(comingBack.join()));
        takers.forEach(taker -> answers.add(taker.join()));
        site.lab().clearFaults();
        container.awaitFailure();
        TestHost winner = assertOneHasIt(hosts, answers);
        WritingContainer.assertHolds(records(winner), container.acknowledged());
        container.close();
        for (TestHost host : hosts) {
            host.unmount(DB, Story.FIRST);
        }
        assertSound();
        site.assertTraces(FREE);
    }

    /** The others were refused and said who has it, or had it in between and have noticed that they lost it. */
    private TestHost assertOneHasIt(List<TestHost> hosts, List<Answer> answers) throws Exception {
        List<TestHost> having = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            TestHost host = hosts.get(i);
            if (site.lab().traces().stream()
                    .anyMatch(trace -> trace.endsWith("held by [" + site.sdc(host).ip() + "]"))) {
                assertEquals(200, answers.get(i).status(), host::log);
                having.add(host);
            } else if (answers.get(i).status() == 200) {
                assertTrue(Await.upTo(SOON, () -> isLost(host)), host::log);
            } else {
                String refusal = TestHost.refusal(answers.get(i));
                // For a moment the volume is neither the old holder's nor the new one's.
                assertTrue(refusal.contains("held by ") || refusal.contains("taken from this host")
                        || (i == 0 && refusal.contains("mapped to nobody")), refusal);
            }
        }
        assertEquals(1, having.size(), site.lab().traces()::toString);
        return having.getFirst();
    }

    private WritingContainer mountAndWrite(TestHost holder) throws Exception {
        holder.create(DB, "\"size\":\"8\"");
        holder.mounted(DB, Story.FIRST);
        WritingContainer container = WritingContainer.start("synced", records(holder),
                directory.resolve("acknowledged"));
        containers.add(container);
        container.awaitRecords(20);
        return container;
    }

    private void disturb(TestHost holder, String trouble) throws Exception {
        site.lab().faultOf(site.sdc(holder), trouble, "");
        assertTrue(Await.upTo(SOON, () -> !site.lab().isConnected(site.sdc(holder))), "it is still connected");
    }

    private static Path records(TestHost host) {
        return host.home().resolve("volumes").resolve(DB).resolve("data/records");
    }

    /** Asks until it is refused for that reason; earlier there may be another one. */
    private static void assertRefused(TestHost host, String why) throws Exception {
        assertTrue(Await.upTo(SOON, () -> TestHost.refusal(host.mount(DB, Story.FIRST)).contains(why)), host::log);
    }

    /**
     * All that was acknowledged is there, the holder learns that it has lost the volume once it can, does not take it
     * back, and when all is over has it again as anybody would.
     */
    private void assertTaken(TestHost holder, TestHost taker, WritingContainer container) throws Exception {
        site.lab().clearFaults();
        container.awaitFailure();
        WritingContainer.assertHolds(records(taker), container.acknowledged());
        assertTrue(Await.upTo(SOON, () -> isLost(holder)), holder::log);
        assertRefused(holder, container.name());
        container.close();
        assertEquals(200, holder.unmount(DB, Story.FIRST).status());
        assertRefused(holder, "does not take it back before");
        assertEquals(200, taker.unmount(DB, Story.FIRST).status());
        assertSound();
        holder.mounted(DB, Story.SECOND);
        WritingContainer.assertHolds(records(holder), container.acknowledged());
        assertEquals(200, holder.unmount(DB, Story.SECOND).status());
        assertSound();
        site.assertTraces(FREE);
    }

    private static boolean isLost(TestHost host) throws IOException {
        return host.post("VolumeDriver.Get", "{\"Name\":\"" + DB + "\"}").body().contains("\"lostSince\":\"");
    }

    /** As the last unmount left it, without any repair. */
    private void assertSound() throws IOException {
        Shell.succeed("e2fsck", "-f", "-n", site.lab().file(DB));
    }
}
