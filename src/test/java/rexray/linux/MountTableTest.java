package rexray.linux;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.volume.Mount;
import rexray.volume.VolumeException.HostFailure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class MountTableTest {
    @Test
    void lineIsReadWhole() {
        assertEquals(
                new Mount(8, 1, "/part", Path.of("/var/lib/rexray/volumes/db"), "/dev/scinia", "ext4", false),
                only("36 35 8:1 /part /var/lib/rexray/volumes/db rw,relatime shared:7 - ext4 /dev/scinia rw,stripe=4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shared:7 ", "shared:7 master:3 ", "master:3 propagate_from:2 unbindable "})
    void optionalFieldsAreSkippedHoweverManyThereAre(String optional) {
        assertEquals("xfs", only("36 35 7:0 / /mnt rw " + optional + "- xfs /dev/loop0 rw").type());
    }

    @Test
    void escapedCharactersAreRestored() {
        assertEquals(Path.of("/mnt/a b\tc\nd\\e#f"),
                only("36 35 7:0 / /mnt/a\\040b\\011c\\012d\\134e\\043f rw - ext4 /dev/loop0 rw").mountpoint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ro - ext4 /dev/loop0 rw", "ro,nosuid - ext4 /dev/loop0 rw", "rw - ext4 /dev/loop0 ro",
            "rw - ext4 /dev/loop0 ro,errors=remount-ro"})
    void readOnlyMountOrFileSystemIsReadOnly(String rest) {
        assertTrue(only("36 35 7:0 / /mnt " + rest).readOnly());
    }

    @Test
    void optionThatOnlyBeginsLikeReadOnlyIsNot() {
        assertFalse(only("36 35 7:0 / /mnt rw,root=x - overlay overlay rootcontext=a,rw").readOnly());
    }

    @Test
    void laterMountIsOnTop() {
        MountTable table = MountTable.parse("""
            36 35 7:0 / /mnt rw - ext4 /dev/loop0 rw
            37 36 7:1 / /mnt rw - ext4 /dev/loop1 rw
            """);
        assertEquals(1, table.topAt(Path.of("/mnt")).orElseThrow().minor());
    }

    @Test
    void sourceMayBeEmpty() {
        assertEquals("", only("36 35 0:40 / /mnt rw - tmpfs  rw").source());
    }

    @ParameterizedTest
    @ValueSource(strings = {"36 35 7:0 / /mnt rw - ext4", "36 35 7:0 / /mnt rw ext4 /dev/loop0 rw", "36"})
    void lineOfAnotherFormIsAFailure(String line) {
        assertThrows(HostFailure.class, () -> MountTable.parse(line));
    }

    @Test
    void tableOfThisProcessHasItsRoot() {
        assertTrue(MountTable.read().topAt(Path.of("/")).isPresent());
    }

    @Test
    void thousandMountsKeepTheirOrder() {
        String text = IntStream.range(0, 1000)
                .mapToObj(i -> "36 35 0:" + i + " / /mnt/" + i + " rw - tmpfs tmpfs rw\n")
                .collect(Collectors.joining());
        assertEquals(IntStream.range(0, 1000).boxed().toList(),
                MountTable.parse(text).mounts().stream().map(Mount::minor).toList());
    }

    private static Mount only(String line) {
        return MountTable.parse(line + "\n").mounts().getFirst();
    }
}
