package rexray.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.volume.ContainerEngine.Word;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Uses whose container is gone fall by evidence; no other ever does. */
final class ForgottenUsesTest extends VolumeServiceFixture {
    private static final Duration LONG = Duration.ofMinutes(11);
    private static final Duration APART = Duration.ofSeconds(30);

    /** X11 */
    @Test
    void useWhoseContainerIsGoneFallsAndTheVolumeIsReleased() {
        VolumeService service = mounted();
        pass(LONG);
        service.tidy();
        assertHeld();
        pass(APART);
        service.tidy();
        assertReleased();
        assertNoNotes();
    }

    @Test
    void useFallsOnlyAfterTwoLooksSomeTimeApart() {
        VolumeService service = mounted();
        pass(LONG);
        service.tidy();
        pass(APART.minusMillis(1));
        service.engineStarted();
        service.tidy();
        assertHeld();
    }

    @Test
    void youngUseStays() {
        VolumeService service = mounted();
        lookLongEnough(service, Duration.ofMinutes(9));
        assertHeld();
    }

    /** X12: an engine that was killed mounts again with the same id. */
    @Test
    void useThatWasJustRepeatedIsYoung() {
        VolumeService service = mounted();
        pass(LONG);
        service.mount(DB, A);
        lookLongEnough(service, Duration.ofMinutes(9));
        assertEquals(2, users(service));
    }

    @Test
    void useThatIsRepeatedBetweenTheLooksIsYoung() {
        VolumeService service = mounted();
        pass(LONG);
        service.tidy();
        service.mount(DB, A);
        pass(APART);
        service.tidy();
        assertEquals(2, users(service));
    }

    @Test
    void useOfAContainerThatHoldsTheDeviceStays() {
        VolumeService service = mounted();
        node01.host.hold(MOUNTPOINT);
        lookLongEnough(service, Duration.ofHours(5));
        assertHeld();
        assertEquals(List.of(), node01.engine.asked());
        node01.host.letGo();
        lookLongEnough(service, Duration.ofMinutes(5));
        assertReleased();
    }

    @ParameterizedTest
    @EnumSource(names = {"USED", "NO_ANSWER"})
    void useThatDockerDoesNotDenyStays(Word word) {
        VolumeService service = mounted();
        node01.engine.says(word);
        lookLongEnough(service, Duration.ofHours(5));
        assertHeld();
    }

    @Test
    void oneLookInWhichDockerShowsItBeginsAnew() {
        VolumeService service = mounted();
        pass(LONG);
        service.tidy();
        node01.engine.says(Word.USED);
        pass(APART);
        service.engineStarted();
        service.tidy();
        node01.engine.says(Word.UNUSED);
        pass(APART);
        service.engineStarted();
        service.tidy();
        assertHeld();
    }

    @Test
    void withoutDockerTheKernelsWordIsEnough() {
        VolumeService service = mounted();
        node01.engine.says(Word.NO_ENGINE);
        lookLongEnough(service, LONG);
        assertReleased();
    }

    /** Podman's constant id, none as from dvdcli, the command line's, and what only looks like Docker's. */
    @ParameterizedTest
    @ValueSource(strings = {"2f73349cfc4630255319c6c8dfc1b46a8996ace9d14d8e07563b165915918ec2", "",
            "rexray volume mount",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void useByAnybodyElseFallsByItsUnmountOnly(String id) {
        VolumeService service = withVolume(node01.start());
        service.mount(DB, new Caller(id));
        lookLongEnough(service, Duration.ofHours(5));
        assertHeld();
        service.unmount(DB, new Caller(id));
        assertReleased();
    }

    @Test
    void forgottenUseFallsBesideOneThatStays() {
        VolumeService service = mounted();
        service.mount(DB, Caller.ANONYMOUS);
        lookLongEnough(service, LONG);
        assertEquals(1, users(service));
        assertHeld();
    }

    @Test
    void deviceThatIsNotThereIsNoEvidence() {
        VolumeService service = mounted();
        node01.host.unplug(node01.node.device(array.id("db")));
        lookLongEnough(service, Duration.ofHours(5));
        assertEquals(1, users(service));
    }

    @Test
    void unmountOfAnUnknownIdLooksAtOnce() {
        VolumeService service = mounted();
        service.tidy();
        pass(LONG);
        service.tidy();
        int before = node01.engine.asked().size();
        service.tidy();
        assertEquals(before, node01.engine.asked().size());
        service.unmount(DB, B);
        service.tidy();
        assertEquals(before + 1, node01.engine.asked().size());
    }

    @Test
    void restartedDaemonKnowsHowOldTheUsesAre() {
        mounted();
        pass(LONG);
        VolumeService after = node01.start();
        after.tidy();
        pass(APART);
        after.tidy();
        assertReleased();
    }

    @Test
    void usesInANoteOfAnOlderVersionCountAsYoung() throws IOException {
        mounted();
        Path note;
        try (var files = Files.list(directory.resolve("node01/run/users"))) {
            note = files.findFirst().orElseThrow();
        }
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(note));
        String text = Files.readString(note);
        String old = text.replaceAll(",\"times\":\\{.*\\}\\}", "}");
        assertFalse(old.contains("Millis"), old);
        assertTrue(text.contains("lastMillis"), text);
        Files.writeString(note, old);
        pass(LONG);
        VolumeService after = node01.start();
        lookLongEnough(after, Duration.ofMinutes(9));
        assertHeld();
        lookLongEnough(after, Duration.ofMinutes(9));
        assertReleased();
    }

    private VolumeService mounted() {
        VolumeService service = withVolume(node01.start());
        service.mount(DB, A);
        return service;
    }

    /** As the daemon does: a round every few seconds. */
    private void lookLongEnough(VolumeService service, Duration duration) {
        for (Duration past = Duration.ZERO; past.compareTo(duration) < 0; past = past.plusSeconds(5)) {
            pass(Duration.ofSeconds(5));
            service.tidy();
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private static int users(VolumeService service) {
        return service.get(DB).orElseThrow().users();
    }

    private void assertHeld() {
        assertEquals(List.of(node01.node.id()), array.holders("db"));
        assertEquals(1, node01.host.mounts().size());
    }

    private void assertReleased() {
        assertEquals(List.of(), array.holders("db"));
        assertEquals(List.of(), node01.host.mounts());
    }
}
