package rexray.docker;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rexray.volume.Event.Field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who is told to have asked for what, in the events of requests. */
final class ErrandTest extends PluginFixture {
    private static final String USER = System.getProperty("user.name");

    private List<Object> told(Field field) {
        return events.stream().map(event -> event.getOrDefault(field, "")).toList();
    }

    @Test
    void changeTellsTheRequestAndItsSender() throws IOException {
        create("db");
        mount("db", ID);

        assertEquals(List.of("created", "formatted", "mounted"), told(Field.EVENT));
        assertEquals(List.of("VolumeDriver.Create", "VolumeDriver.Mount", "VolumeDriver.Mount"),
                told(Field.OPERATION));
        assertEquals(List.of(USER, USER, USER), told(Field.PEER));
        assertEquals(List.of("", ID, ID), told(Field.CALLER));
    }

    @Test
    void requestThatFailsIsAnEventOfItsVolume() throws IOException {
        error("VolumeDriver.Mount", use("db", ID));

        Map<Field, Object> event = events.getFirst();
        assertEquals("failed", event.get(Field.EVENT));
        assertEquals("VolumeDriver.Mount", event.get(Field.OPERATION));
        assertEquals("db", event.get(Field.VOLUME));
        assertEquals(ID, event.get(Field.CALLER));
        assertEquals("not-found", event.get(Field.RESULT));
    }

    @Test
    void nextRequestIsAnErrandOfItsOwn() throws IOException {
        error("VolumeDriver.Mount", use("db", ID));
        for (int i = 0; i < 20; i++) {
            error("VolumeDriver.Remove", "{\"Name\":\"a/b\"}");
        }

        assertEquals(1, events.size(), events.toString());
    }

    @Test
    void questionsAreNoEventsAndNoLines() throws IOException {
        create("db");
        mount("db", ID);
        events.clear();
        long before = lines();

        for (String method : List.of("Get", "Path")) {
            ok("VolumeDriver." + method, "{\"Name\":\"db\"}");
        }
        ok("VolumeDriver.List", "{}");
        ok("VolumeDriver.Capabilities", "{}");
        ok("Plugin.Activate", "{}");

        assertEquals(List.of(), events);
        assertEquals(before, lines());
        assertFalse(before == 0);
        assertTrue(log.contain("INFO volume db mounted"));
    }

    private long lines() {
        return log.all().stream().filter(line -> !line.startsWith("DEBUG")).count();
    }
}
