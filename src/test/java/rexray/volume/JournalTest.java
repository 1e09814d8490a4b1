package rexray.volume;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import rexray.LogLines;
import rexray.volume.Event.Field;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeOptions.Preempt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a service tells of its changes. */
final class JournalTest extends VolumeServiceFixture {
    private final LogLines log = new LogLines();
    private final Journal journal = new Journal(events::add, () -> Instant.EPOCH);

    @AfterEach
    void forget() {
        Errand.isDone();
        log.close();
    }

    private List<String> told(Field field) {
        return events.stream().map(event -> String.valueOf(event.get(field))).toList();
    }

    private Map<Field, Object> only(Event.Kind kind) {
        List<Map<Field, Object>> found = events.stream()
                .filter(event -> kind.toString().equals(event.get(Field.EVENT))).toList();
        assertEquals(1, found.size(), events.toString());
        return found.getFirst();
    }

    @Test
    void eachChangeIsOneEventAndOneLineOfTheSameWords() {
        VolumeService service = withVolume(node01.start());
        service.mount(DB, A);
        service.mount(DB, B);
        service.unmount(DB, A);
        service.unmount(DB, B);
        service.snapshots().create(List.of(DB), "before");
        service.snapshots().remove(SnapshotName.parse("db@before"));
        service.resize(DB, Size.ofGb(32));
        service.byHand().attach(DB);
        service.byHand().detach(DB);
        service.remove(DB);

        assertEquals(List.of("created", "formatted", "mounted", "mounted", "unmounted", "unmounted", "snapshot-taken",
                "snapshot-removed", "resized", "attached", "detached", "removed"), told(Field.EVENT));
        assertEquals(told(Field.MESSAGE).stream().map(message -> "INFO " + message).toList(),
                log.all().stream().filter(line -> !line.startsWith("DEBUG"))
                        .map(line -> line.substring(0, line.lastIndexOf(" {"))).toList());
    }

    @Test
    void mountTellsWhoWhatAndHowLong() {
        VolumeService service = withVolume(node01.start());
        service.mount(DB, A);

        Map<Field, Object> event = only(Event.Kind.MOUNTED);
        assertEquals("db", event.get(Field.VOLUME));
        assertEquals(array.id("db").toString(), event.get(Field.ID));
        assertEquals(A.id(), event.get(Field.CALLER));
        assertEquals("done", event.get(Field.RESULT));
        assertTrue(event.get(Field.DURATION) instanceof Long, event.toString());
        assertTrue(String.valueOf(event.get(Field.MESSAGE))
                .startsWith("volume db mounted at /var/lib/rexray/volumes/db/data for caller aaaaaaaaaaaa in "),
                event.toString());
    }

    @Test
    void whatIsDoneOnAnotherThreadIsOfTheSameErrand() {
        VolumeService service = withVolume(node01.start());
        Errand.is(Field.OPERATION, "VolumeDriver.Mount");
        Errand.is(Field.PEER, "root");
        service.mount(DB, A);

        Map<Field, Object> event = only(Event.Kind.FORMATTED);
        assertEquals("VolumeDriver.Mount", event.get(Field.OPERATION));
        assertEquals("root", event.get(Field.PEER));
    }

    @Test
    void takeoverTellsWhy() {
        withVolume(node01.start()).mount(DB, A);
        node02.start(Preempt.ALWAYS).mount(DB, B);

        assertEquals("as the configuration says (preempt: true)", only(Event.Kind.TAKEN_OVER).get(Field.WHY));
        assertTrue(log.contain("WARN volume db was taken from "), () -> log.all().toString());
    }

    @Test
    void hostThatAVolumeWasTakenFromTellsThatWhenItNotices() {
        VolumeService old = withVolume(node01.start());
        old.mount(DB, A);
        node02.start(Preempt.ALWAYS).mount(DB, B);
        old.unmount(DB, A);

        assertTrue(String.valueOf(only(Event.Kind.FENCED).get(Field.WHY)).startsWith("held by "), events.toString());
    }

    @Test
    void volumeThatLeavesLaterTellsThat() {
        VolumeService before = withVolume(node01.start());
        before.byHand().attach(DB);
        VolumeService service = node01.start();
        service.tidy();

        only(Event.Kind.RELEASED);
    }

    @Test
    void failureIsAnEventOfTheVolumeThatTheThreadIsAtWorkFor() {
        Errand.isFor(DB);
        Errand.isFor(A);
        journal.failed("VolumeDriver.Mount", new HeldElsewhere("volume db is held", "stop it"), Duration.ofMillis(7));

        assertEquals(Map.of(Field.TIME, "1970-01-01T00:00:00Z", Field.EVENT, "failed", Field.OPERATION,
                "VolumeDriver.Mount", Field.VOLUME, "db", Field.CALLER, A.id(), Field.RESULT, "held-elsewhere",
                Field.WHY, "volume db is held", Field.DURATION, 7L, Field.MESSAGE,
                "VolumeDriver.Mount: volume db is held; stop it (held-elsewhere)"), events.getFirst());
        assertTrue(log.contain("WARN VolumeDriver.Mount: volume db is held; stop it (held-elsewhere)"));
    }

    @Test
    void eventsDoNotDependOnTheLogsLevel() {
        Logger logger = (Logger) LoggerFactory.getLogger(Journal.class);
        logger.setLevel(Level.OFF);
        try {
            withVolume(node01.start());
        } finally {
            logger.setLevel(null);
        }

        only(Event.Kind.CREATED);
        assertEquals(List.of(), lines());
    }

    @Test
    void failureOfNoVolumeIsALineOnly() {
        journal.failed("VolumeDriver.List", new NotFound("the gateway is away", "look"), Duration.ofMillis(7));

        assertEquals(List.of(), events);
        assertTrue(log.contain("WARN VolumeDriver.List: the gateway is away"));
    }

    @Test
    void nothingIsToldWhileNothingChanges() {
        VolumeService service = withVolume(node01.start());
        service.mount(DB, A);
        service.requireReady(Deadline.after(Duration.ofSeconds(10)));
        events.clear();
        int before = lines().size();

        for (int i = 0; i < 3; i++) {
            ahead = ahead.plus(Duration.ofHours(1));
            node01.engine.says(ContainerEngine.Word.USED);
            service.tidy();
            service.watchMounts();
            service.requireReady(Deadline.after(Duration.ofSeconds(10)));
            service.get(DB);
            service.list();
            service.path(DB);
            service.counts();
        }

        assertEquals(List.of(), events);
        assertEquals(before, lines().size(), () -> lines().toString());
        assertFalse(lines().isEmpty());
    }

    private List<String> lines() {
        return log.all().stream().filter(line -> !line.startsWith("DEBUG")).toList();
    }
}
