package rexray.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.volume.VolumeException.RefusedInput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class BundleTest {
    @TempDir
    private Path directory;
    private Path file;
    private final Bundle bundle = new Bundle(new Redaction(), Instant.parse("2026-03-02T08:14:08Z"));

    @BeforeEach
    void name() {
        file = directory.resolve("bundle.tar.gz");
    }

    private static Item item(String name, String text) {
        return new Item(name, "the " + name, () -> text);
    }

    /** With the tar of this machine. */
    private Path unpack() throws IOException, InterruptedException {
        Process tar = new ProcessBuilder("tar", "-xzf", file.toString(), "-C", directory.toString()).inheritIO()
                .start();
        assertEquals(0, tar.waitFor());
        return directory.resolve("folder");
    }

    @Test
    void tarUnpacksWhatWasPacked() throws Exception {
        String blocks = "ä".repeat(512);
        bundle.write(file, "folder", List.of(item("a.txt", "one\n"), item("empty", ""), item("b.txt", blocks)));

        assertEquals("one\n", Files.readString(unpack().resolve("a.txt")));
        assertEquals("", Files.readString(directory.resolve("folder/empty")));
        assertEquals(blocks, Files.readString(directory.resolve("folder/b.txt")));
        assertEquals(Instant.parse("2026-03-02T08:14:08Z"),
                Files.getLastModifiedTime(directory.resolve("folder/a.txt")).toInstant());
    }

    @Test
    void itTellsWhatItHolds() throws Exception {
        List<String> packed = bundle.write(file, "folder", List.of(item("a.txt", "one\n")));

        assertTrue(packed.getFirst().matches("a\\.txt +4 {2}the a\\.txt"), packed.toString());
        assertEquals(packed, Files.readAllLines(unpack().resolve("contents.txt")));
    }

    @Test
    void itemThatFailsSaysSoInItsPlace() throws Exception {
        bundle.write(file, "folder", List.of(new Item("a.txt", "a", () -> {
            throw new IOException("disk gone");
        }), item("b.txt", "two")));

        assertTrue(Files.readString(unpack().resolve("a.txt")).contains("disk gone"));
        assertEquals("two", Files.readString(directory.resolve("folder/b.txt")));
    }

    @Test
    void fileThatIsThereStays() throws IOException {
        Files.writeString(file, "mine");

        assertThrows(RefusedInput.class, () -> bundle.write(file, "folder", List.of()));
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void onlyItsOwnerCanReadIt() throws IOException {
        bundle.write(file, "folder", List.of());

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
}
