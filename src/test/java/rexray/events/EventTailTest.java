package rexray.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

final class EventTailTest {
    @TempDir
    private Path directory;
    private Path file;
    private EventTail tail;

    @BeforeEach
    void open() {
        file = directory.resolve("events.jsonl");
        tail = new EventTail(file);
    }

    private void add(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void makeRoom() throws IOException {
        Files.deleteIfExists(EventOptions.before(file));
        Files.move(file, EventOptions.before(file));
    }

    @Test
    void withoutAFileThereAreNone() {
        assertEquals(List.of(), tail.next());
    }

    @Test
    void oldestComeFirst() throws IOException {
        add("1\n");
        makeRoom();
        add("2\n");

        assertEquals(List.of("1", "2"), tail.next());
        assertEquals(List.of(), tail.next());
    }

    @Test
    void linesThatAreAddedComeOnce() throws IOException {
        add("1\n");
        tail.next();
        add("2\n3\n");

        assertEquals(List.of("2", "3"), tail.next());
        assertEquals(List.of(), tail.next());
    }

    @Test
    void lineThatIsNotWholeYetComesWhenItIs() throws IOException {
        add("1\n2");
        assertEquals(List.of("1"), tail.next());
        add("2\n");

        assertEquals(List.of("22"), tail.next());
    }

    @Test
    void noLineIsMissedWhereTheFileIsMoved() throws IOException {
        add("1\n");
        tail.next();
        add("2\n");
        makeRoom();
        assertEquals(List.of(), tail.next());
        add("3\n");

        assertEquals(List.of("2", "3"), tail.next());
        assertEquals(List.of(), tail.next());
    }

    @Test
    void fileThatWasMovedTwiceIsReadAsFarAsItIsKept() throws IOException {
        add("1\n");
        tail.next();
        makeRoom();
        add("2\n");
        makeRoom();
        add("3\n");

        assertEquals(List.of("2", "3"), tail.next());
    }

    @Test
    void fileThatSomebodyEmptiedIsReadFromItsBeginning() throws IOException {
        add("1\n2\n");
        tail.next();
        Files.writeString(file, "3\n");

        assertEquals(List.of("3"), tail.next());
    }
}
