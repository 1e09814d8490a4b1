package rexray.volume;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.volume.ControlPlane.HostState;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.OutcomeUnknown;
import rexray.volume.VolumeOptions.Preempt;
import rexray.volume.VolumeOptions.Preempt.Mode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** From whom a volume is taken, when, and who wins if several want it. */
class PreemptionTest extends VolumeServiceFixture {
    private static final Preempt IF_DEAD = new Preempt(Mode.IF_DEAD, Duration.ZERO, Duration.ofMillis(40));
    private static final Preempt GRACEFUL = Preempt.ALWAYS.withGrace(Duration.ofMillis(20));

    private final NodeId holder = node01.node.id();
    private final NodeId taker = node02.node.id();
    private VolumeService first;

    @BeforeEach
    void node01Holds() {
        first = withVolume(node01.start(Preempt.ALWAYS));
        first.mount(DB, A);
    }

    @Test
    void nothingButAMountTakesAVolumeFromItsHolder() {
        VolumeService second = node02.start(Preempt.ALWAYS);
        Size size = array.size("db");
        NewVolume formatted = NewVolume.CONFIGURED.formattedWith(FileSystemType.XFS);

        assertThrows(HeldElsewhere.class, () -> second.byHand().attach(DB));
        assertThrows(HeldElsewhere.class, () -> second.resize(DB, size));
        assertThrows(HeldElsewhere.class, () -> second.create(DB, formatted));
        assertEquals(List.of(holder), array.holders("db"));
    }

    @Test
    void hostWhoseContainerEndedBeforeTheLossWasNoticedDoesNotTakeTheVolumeBack() {
        node02.start(Preempt.ALWAYS).mount(DB, B);
        first.unmount(DB, A);
        assertThrows(HeldElsewhere.class, () -> first.mount(DB, A));
        assertEquals(List.of(taker), array.holders("db"));
    }

    @Test
    void sameIsTrueOfAMappingThatWasThereBeforeItsFirstMount() {
        first.unmount(DB, A);
        array.hold("db", holder);
        first.mount(DB, A);
        node02.start().byHand().takeOver(DB);
        first.unmount(DB, A);
        assertThrows(HeldElsewhere.class, () -> first.mount(DB, A));
        assertEquals(List.of(taker), array.holders("db"));
    }

    @Test
    void norDoesAHostTakeBackAtOnceWhatSomebodyHadMappedToItAndWhatItHadMounted() {
        first.unmount(DB, A);
        array.hold("db", holder);
        first.mount(DB, A);
        node01.reboot();
        node02.start().byHand().takeOver(DB);
        VolumeService restarted = node01.start(Preempt.ALWAYS);
        assertThrows(HeldElsewhere.class, () -> restarted.mount(DB, A));
        assertEquals(List.of(taker), array.holders("db"));
    }

    /** Whatever the configuration allows. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void takeoverEndsNobodyWhoGotInWhileItWasAtWork(int read) {
        first.unmount(DB, A);
        VolumeService second = node02.start(Preempt.ALWAYS);
        long before = reads();
        array.onEachRequest(() -> {
            if (reads() - before == read && array.holders("db").isEmpty()) {
                array.hold("db", holder);
            }
        });
        assertThrows(HeldElsewhere.class, () -> second.byHand().takeOver(DB));
        assertEquals(List.of(holder), array.holders("db"));
    }

    private long reads() {
        return array.requests().stream().filter("read"::equals).count();
    }

    @Test
    void hostThatWasOffMeanwhileDoesNotTakeTheVolumeBackOnceItHasTidied() {
        node01.reboot();
        node02.start(Preempt.ALWAYS).mount(DB, B);
        VolumeService restarted = node01.start(Preempt.ALWAYS);
        restarted.tidy();
        assertThrows(HeldElsewhere.class, () -> restarted.mount(DB, A));
        assertEquals(List.of(taker), array.holders("db"));
    }

    @Test
    void takeoverOfWhatIsMountedHereEndsNobodysHold() {
        node01.node.becomes("node03");
        assertEquals(List.of(), first.byHand().takeOver(DB));
        assertEquals(List.of(holder), array.holders("db"));
    }

    @Test
    void takeoverIsRefusedWhileALossNobodyNoticedIsStillMounted() {
        node02.start(Preempt.ALWAYS).mount(DB, B);
        node01.host.unplug(node01.node.device(array.id("db")));
        assertThrows(InUse.class, () -> first.byHand().takeOver(DB));
        assertEquals(List.of(taker), array.holders("db"));
    }

    @Test
    void hostThatTheArrayMistakesForAnotherDoesNotEndItsOwnHoldUnderAContainer() {
        node01.host.hold(MOUNTPOINT);
        assertThrows(InUse.class, () -> first.unmount(DB, A));
        node01.node.becomes("node03");
        assertThrows(InUse.class, () -> first.mount(DB, A));
        assertEquals(List.of(holder), array.holders("db"));
    }

    @Test
    void norDoesItEndTheHoldOfThatOtherWhenItsMountFails() {
        node01.reboot();
        node02.start().byHand().takeOver(DB);
        node01.node.becomes("node02");
        node01.node.deviceNeverAppears();
        VolumeService mistaken = node01.start();
        assertThrows(HostFailure.class, () -> mistaken.mount(DB, A));
        assertEquals(List.of(taker), array.holders("db"));
    }

    @Test
    void norDoesItEndLaterWhatItHadMappedToThatOther() {
        first.unmount(DB, A);
        node01.node.becomes("node02");
        first.byHand().takeOver(DB);
        node01.node.becomes("node01");
        VolumeService second = node02.start();
        second.mount(DB, B);
        first.unmount(DB, A);
        assertEquals(List.of(taker), array.holders("db"));
        second.unmount(DB, B);
        second.byHand().detach(DB);
        first.tidy();
        assertNoNotesOf("node01");
    }

    @Test
    void norDoesAMountThatFailsThen() {
        first.unmount(DB, A);
        node01.node.becomes("node02");
        first.byHand().takeOver(DB);
        node01.node.becomes("node01");
        node02.start().mount(DB, B);
        assertThrows(HeldElsewhere.class, () -> first.mount(DB, A));
        assertEquals(List.of(taker), array.holders("db"));
    }

    @Test
    void deadHolderIsFenced() {
        array.setState(holder, HostState.DISCONNECTED);
        node02.start(IF_DEAD).mount(DB, B);
        assertEquals(List.of(taker), array.holders("db"));
    }

    @Test
    void connectedHolderIsNotDead() {
        assertKept(IF_DEAD, "is connected to the array");
    }

    @Test
    void holderThatStillWritesIsNotDead() {
        array.setState(holder, HostState.DISCONNECTED);
        array.setRecentWrites("db", OptionalLong.of(3));
        assertKept(IF_DEAD, "somebody writes to it");
    }

    @Test
    void connectionThatCannotBeToldIsNoEvidence() {
        array.setState(holder, HostState.UNKNOWN);
        assertKept(IF_DEAD, "does not report whether its holder 10.0.0.1 (SDC " + holder + ") is connected");
    }

    @Test
    void writesThatCannotBeToldAreNoEvidence() {
        array.setState(holder, HostState.DISCONNECTED);
        array.setRecentWrites("db", OptionalLong.empty());
        assertKept(IF_DEAD, "does not report whether anybody writes to it");
    }

    @Test
    void holderThatComesBackWhileItIsWatchedIsNotDead() {
        array.setState(holder, HostState.DISCONNECTED);
        atRequest("state", 3, () -> array.setState(holder, HostState.CONNECTED));
        assertKept(IF_DEAD, "is connected to the array");
    }

    @Test
    void holderThatWritesWhileItIsWatchedIsNotDead() {
        array.setState(holder, HostState.DISCONNECTED);
        atRequest("recentWrites", 3, () -> array.setRecentWrites("db", OptionalLong.of(1)));
        assertKept(IF_DEAD, "somebody writes to it");
    }

    @Test
    void arrayThatGoesAwayWhileItIsAskedIsNoEvidence() {
        array.setState(holder, HostState.DISCONNECTED);
        atRequest("state", 2, () -> {
            throw new ArrayUnavailable("the gateway does not answer", "look at it", null);
        });
        assertThrows(ArrayUnavailable.class, () -> node02.start(IF_DEAD).mount(DB, B));
        assertEquals(List.of(holder), array.holders("db"));
    }

    @Test
    void holderThatLetsGoWithinTheGraceIsNotFenced() {
        atRequest("read", 3, () -> array.cut("db", holder));
        List<String> requests = requestsOf(() -> node02.start(GRACEFUL).mount(DB, B));
        assertEquals(List.of(taker), array.holders("db"));
        assertFalse(requests.contains("unmap"), requests::toString);
    }

    @Test
    void holderThatDoesNotLetGoIsFencedAfterTheGrace() {
        node02.start(GRACEFUL).mount(DB, B);
        assertEquals(List.of(taker), array.holders("db"));
    }

    @Test
    void whoGotInDuringTheGraceHasWon() {
        NodeId third = array.identify("node03", Deadline.after(Duration.ofSeconds(1)));
        atRequest("read", 3, () -> {
            array.cut("db", holder);
            array.hold("db", third);
        });
        HeldElsewhere refusal = assertThrows(HeldElsewhere.class, () -> node02.start(GRACEFUL).mount(DB, B));
        assertTrue(refusal.getMessage().contains(third.value()), refusal.getMessage());
        assertEquals(List.of(third), array.holders("db"));
    }

    @Test
    void holderThatComesBackAfterItsFenceHasWon() {
        AtomicInteger unmaps = new AtomicInteger();
        array.onEachRequest(() -> {
            String request = array.requests().getLast();
            if (request.equals("unmap")) {
                unmaps.incrementAndGet();
            } else if (request.equals("read") && unmaps.get() == 1) {
                array.hold("db", holder);
                unmaps.incrementAndGet();
            }
        });
        HeldElsewhere refusal = assertThrows(HeldElsewhere.class, () -> node02.start(Preempt.ALWAYS).mount(DB, B));
        assertTrue(refusal.getMessage().contains("changed hands"), refusal.getMessage());
        assertEquals(List.of(holder), array.holders("db"));
    }

    @Test
    void fenceOfUnknownOutcomeMapsNothing() {
        VolumeService service = node02.start(Preempt.ALWAYS);
        atRequest("unmap", 1, () -> {
            throw new OutcomeUnknown("whether it was unmapped is not known", "try again", null);
        });
        assertThrows(OutcomeUnknown.class, () -> service.mount(DB, B));
        assertEquals(List.of(holder), array.holders("db"));
        service.mount(DB, B);
        assertEquals(List.of(taker), array.holders("db"));
    }

    @Test
    void mappingsThatAreNoSingleHostsAreNotEnded() {
        Volume mappedToAll = new Volume(array.id("db"), Optional.of("db"), Size.ofGb(16), Volume.Provisioning.THIN,
                "hdd",
                "pd1", Optional.empty(), java.time.Instant.EPOCH, List.of(new Holder.Everyone()));
        List<String> requests = requestsOf(() -> assertThrows(HeldElsewhere.class,
                () -> new Takeover(array, new Journal(events::add, InstantSource.system())).fence(DB,
                        mappedToAll, taker, "a test", Deadline.after(Duration.ofSeconds(1)))));
        assertEquals(List.of(), requests);
    }

    @Test
    void ofTwoThatTakeItAtOnceOneHasIt() {
        Machine node03 = new Machine("node03");
        CompletableFuture<Boolean> second = mounting(node02.start(Preempt.ALWAYS));
        CompletableFuture<Boolean> third = mounting(node03.start(Preempt.ALWAYS));
        int winners = (second.join() ? 1 : 0) + (third.join() ? 1 : 0);
        assertEquals(1, array.holders("db").size());
        assertEquals(node02.host.mounts().size() + node03.host.mounts().size(), winners);
        assertTrue(winners >= 1);
    }

    @Test
    void mountThatFailsSinceTheVolumeIsTakenMeanwhileSaysWhoHasIt() {
        VolumeService second = node02.start(Preempt.ALWAYS);
        VolumeService third = new Machine("node03").start(Preempt.ALWAYS);
        node02.host.onEachChange(() -> third.mount(DB, B));
        HeldElsewhere refusal = assertThrows(HeldElsewhere.class, () -> second.mount(DB, B));
        assertTrue(refusal.getMessage().contains("is held by"), refusal.getMessage());
    }

    @Test
    void hostDoesNotTakeBackWhatWasTakenFromItForTenMinutes() {
        node02.start(Preempt.ALWAYS).mount(DB, B);
        node01.reboot();
        for (int attempt = 0; attempt < 3; attempt++) {
            HeldElsewhere refusal = assertThrows(HeldElsewhere.class, () -> node01.start(Preempt.ALWAYS).mount(DB, A));
            assertTrue(refusal.getMessage().contains("does not take it back before"), refusal.getMessage());
            ahead = ahead.plusMinutes(3);
        }
        assertEquals(List.of(taker), array.holders("db"));
        ahead = ahead.plusMinutes(2);
        node01.start(Preempt.ALWAYS).mount(DB, A);
        assertEquals(List.of(holder), array.holders("db"));
    }

    @Test
    void hostTakesBackWhatIsFree() {
        VolumeService second = node02.start(Preempt.ALWAYS);
        second.mount(DB, B);
        node01.reboot();
        VolumeService again = node01.start(Preempt.ALWAYS);
        assertThrows(HeldElsewhere.class, () -> again.mount(DB, A));
        second.unmount(DB, B);
        again.mount(DB, A);
        again.unmount(DB, A);
        assertNoNotes();
    }

    @Test
    void personTakesAVolumeBackAtOnce() {
        node02.start(Preempt.ALWAYS).mount(DB, B);
        node01.reboot();
        VolumeService again = node01.start(Preempt.NEVER);
        assertThrows(HeldElsewhere.class, () -> again.mount(DB, A));
        assertEquals(1, again.byHand().takeOver(DB).size());
        assertEquals(List.of(holder), array.holders("db"));
        again.mount(DB, A);
        again.unmount(DB, A);
        assertEquals(List.of(), array.holders("db"));
        assertEquals(List.of(), again.byHand().takeOver(DB));
    }

    private CompletableFuture<Boolean> mounting(VolumeService service) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                service.mount(DB, B);
                return true;
            } catch (HeldElsewhere e) {
                return false;
            }
        });
    }

    private void assertKept(Preempt preempt, String why) {
        HeldElsewhere refusal = assertThrows(HeldElsewhere.class, () -> node02.start(preempt).mount(DB, B));
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
        assertEquals(List.of(holder), array.holders("db"));
        assertEquals(List.of(), node02.host.mounts());
    }

    /** Does something once, at the given request of that kind from now on. */
    private void atRequest(String kind, int count, Runnable action) {
        AtomicInteger seen = new AtomicInteger();
        array.onEachRequest(() -> {
            if (array.requests().getLast().equals(kind) && seen.incrementAndGet() == count) {
                action.run();
            }
        });
    }
}
