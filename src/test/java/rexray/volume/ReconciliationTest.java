package rexray.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rexray.LogLines;
import rexray.volume.VolumeException.ArrayUnavailable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A daemon that starts says in one line each what it finds, and repairs only what is safe. */
final class ReconciliationTest extends VolumeServiceFixture {
    private final LogLines log = new LogLines();

    @AfterEach
    void stopLogging() {
        log.close();
    }

    @Test
    void mountInUseIsFoundAndStays() {
        withVolume(node01.start()).mount(DB, A);
        startReady();
        assertFound("INFO", "volume db mounted, with 1 use");
        assertHeld();
    }

    @Test
    void mappingThatSeemsToBeAnothersStaysUntilItProvesToBeOurs() {
        withVolume(node01.start()).mount(DB, A);
        NodeId holder = node01.node.id();
        node01.reboot();
        node01.host.unplug(node01.node.device(array.id("db")));
        node01.node.becomes("node02");
        VolumeService mistaken = node01.start();
        mistaken.tidy();
        assertEquals(List.of(holder), array.holders("db"));
        node01.node.becomes("node01");
        mistaken.tidy();
        assertEquals(List.of(), array.holders("db"));
        assertNoNotesOf("node01");
    }

    @Test
    void listingIsOneRequestOfTheStart() {
        withVolume(node01.start()).mount(DB, A);
        VolumeService service = node01.start();
        assertEquals(List.of("heldBy"), requestsOf(() -> service.requireReady(soon())));
        assertEquals(List.of(), requestsOf(() -> service.requireReady(soon())));
    }

    @Test
    void startThatTheArrayDoesNotAnswerLooksWhenItDoes() {
        withVolume(node01.start()).mount(DB, A);
        VolumeService service = node01.start();
        arrayGoesAway();
        assertThrows(ArrayUnavailable.class, () -> service.requireReady(soon()));
        array.onEachRequest(() -> {});
        service.requireReady(soon());
        assertFound("INFO", "volume db mounted, with 1 use");
    }

    /** The first volume was removed while this host was off, and another one made that has its name. */
    @Test
    void whatIsLeftOfAVolumeIsTidiedWithoutTouchingItsNamesake() {
        withVolume(node01.start()).mount(DB, A);
        array.cut("db", node01.node.id());
        node01.host.unplug(node01.node.device(array.id("db")));
        array.remove(array.id("db"), soon());
        node01.reboot();
        VolumeService service = withVolume(startReady());
        service.mount(DB, B);
        service.tidy();
        assertHeld();
    }

    /** As after a crash between the mount and the note of its user. */
    @Test
    void mountThatNobodyUsesIsReleased() throws IOException {
        withVolume(node01.start()).mount(DB, A);
        forgetUsers();
        startReady().tidy();
        assertFound("WARN", "volume db mounted and used by nobody; it is released");
        assertEquals(List.of(), array.holders("db"));
        assertEquals(List.of(), node01.host.mounts());
        assertNoNotes();
    }

    @Test
    void mountThatAContainerHoldsStaysUntilThatEnds() throws IOException {
        withVolume(node01.start()).mount(DB, A);
        forgetUsers();
        node01.host.hold(MOUNTPOINT);
        VolumeService service = startReady();
        service.tidy();
        assertFound("WARN", "volume db mounted without a known user, but held by redis-server (pid 4711)");
        assertHeld();
        node01.host.letGo();
        service.tidy();
        assertEquals(List.of(), array.holders("db"));
    }

    @Test
    void mountThatSomebodyUnmountedIsReportedAndItsUsersStay() {
        withVolume(node01.start()).mount(DB, A);
        node01.host.unmount(MOUNTPOINT, soon());
        VolumeService service = startReady();
        service.tidy();
        assertFound("WARN", "volume db with 1 use, but not mounted");
        assertEquals(List.of(node01.node.id()), array.holders("db"));
        service.mount(DB, B);
        assertEquals(2, service.get(DB).orElseThrow().users());
    }

    @Test
    void noteOfAVolumeThatIsGoneAtTheArrayIsRemoved() {
        VolumeService before = withVolume(node01.start());
        before.mount(DB, A);
        node01.reboot();
        array.unmap(array.id("db"), node01.node.id(), soon());
        array.remove(array.id("db"), soon());
        startReady().tidy();
        assertFound("INFO", "volume db no longer mapped, mounted nowhere and used by nobody; it is released");
        assertNoNotes();
    }

    @Test
    void mappingThatIsNotOursIsReportedAndLeftAlone() {
        VolumeService before = withVolume(node01.start());
        before.create(new VolumeName("foreign"), NewVolume.CONFIGURED);
        array.hold("foreign", node01.node.id());
        startReady().tidy();
        assertFound("WARN", "[" + array.id("foreign").volume() + "] mapped to this host, not by rexray");
        assertEquals(List.of(node01.node.id()), array.holders("foreign"));
    }

    @Test
    void mountThatIsNotOursIsReportedAndLeftAlone() throws IOException {
        withVolume(node01.start()).mount(DB, A);
        forgetUsers();
        Files.delete(note("lib/mappings"));
        startReady().tidy();
        assertFound("WARN", "mounted on " + MOUNTPOINT + ", not by rexray");
        assertHeld();
    }

    @Test
    void mountOfAVolumeThatIsMappedHereNoMoreIsReported() {
        withVolume(node01.start()).mount(DB, A);
        array.unmap(array.id("db"), node01.node.id(), soon());
        startReady();
        assertFound("WARN", "volume db mounted, with 1 use, but missing from the array's list");
        assertEquals(1, node01.host.mounts().size());
    }

    @Test
    void hostWithoutVolumesHasNothingToReport() {
        startReady().tidy();
        assertFalse(log.contain("found"), () -> log.all().toString());
    }

    private VolumeService startReady() {
        VolumeService service = node01.start();
        service.requireReady(soon());
        return service;
    }

    private void forgetUsers() throws IOException {
        Files.delete(note("run/users"));
    }

    private Path note(String kind) throws IOException {
        try (var files = Files.list(directory.resolve("node01").resolve(kind))) {
            return files.findFirst().orElseThrow();
        }
    }

    private void assertFound(String level, String words) {
        assertTrue(log.contain(level + " found ", words), () -> log.all().toString());
    }

    private void assertHeld() {
        assertEquals(List.of(node01.node.id()), array.holders("db"));
        assertEquals(1, node01.host.mounts().size());
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }
}
