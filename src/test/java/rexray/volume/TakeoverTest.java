package rexray.volume;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeOptions.Preempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A volume that somebody else holds, or once held. */
class TakeoverTest extends VolumeServiceFixture {
    @Test
    void holderIsNamedAndKeepsTheVolume() {
        withVolume(node01.start()).mount(DB, A);
        HeldElsewhere refusal = assertThrows(HeldElsewhere.class, () -> node02.start().mount(DB, B));
        assertTrue(refusal.getMessage().contains("node01"), refusal.getMessage());
        assertEquals(List.of(node01.node.id()), array.holders("db"));
        assertEquals(List.of(), node02.start().list().stream().filter(view -> view.mountpoint().isPresent()).toList());
    }

    @Test
    void preemptTakesTheVolumeFromItsHolderAlone() {
        withVolume(node01.start()).mount(DB, A);
        VolumeService taker = node02.start(Preempt.ALWAYS);
        List<String> requests = requestsOf(() -> taker.mount(DB, B));
        assertEquals(List.of(node02.node.id()), array.holders("db"));
        assertEquals(List.of("resolve", "read", "read", "unmap", "read", "map", "read"), requests);
    }

    @Test
    void takeoverRefusesWhenSomebodyElseGotInMeanwhile() {
        withVolume(node01.start()).mount(DB, A);
        NodeId third = array.identify("node03", Deadline.after(Duration.ofSeconds(1)));
        int[] reads = {0};
        array.onEachRequest(() -> {
            if (array.requests().getLast().equals("read") && ++reads[0] == 2) {
                array.hold("db", third);
            }
        });
        assertThrows(HeldElsewhere.class, () -> node02.start(Preempt.ALWAYS).mount(DB, B));
        assertEquals(List.of(node01.node.id(), third), array.holders("db"));
    }

    @Test
    void mountTakenAwayIsNotHandedOut() {
        VolumeService service = withVolume(node01.start());
        service.mount(DB, A);
        node02.start(Preempt.ALWAYS).mount(DB, B);
        HostFailure refusal = assertThrows(HostFailure.class, () -> service.mount(DB, B));
        assertTrue(refusal.getMessage().contains("held by"), refusal.getMessage());
    }

    @Test
    void mappingThatWasThereBeforeUsStays() {
        VolumeService service = withVolume(node01.start());
        array.hold("db", node01.node.id());
        service.mount(DB, A);
        service.unmount(DB, A);
        assertEquals(List.of(node01.node.id()), array.holders("db"));
        assertEquals(List.of(), node01.host.mounts());
    }

    @Test
    void mappingThatWasThereBeforeATakeoverStays() {
        VolumeService holder = withVolume(node02.start());
        holder.mount(DB, B);
        array.hold("db", node01.node.id());
        VolumeService taker = node01.start(Preempt.ALWAYS);
        taker.mount(DB, A);
        taker.unmount(DB, A);
        assertEquals(List.of(node01.node.id()), array.holders("db"));
    }
}
