package rexray.linux;

import java.util.List;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The places were read off real file systems: {@code mkfs.ext4 -n} and {@code mkfs.xfs -N}. */
final class BackupsTest {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    @Test
    void holdsTheCopiesOfExt4WithBlocksOf4KiB() {
        // 16 GiB: "Superblock backups stored on blocks: 32768, 98304, 163840, 229376, 294912, 819200, 884736, 1605632,
        // 2654208, 4096000"
        requireBlocks(16 * GIB, 4096, List.of(32768L, 98304L, 163840L, 229376L, 294912L, 819200L, 884736L, 1605632L,
                2654208L, 4096000L));
    }

    @Test
    void holdsTheCopiesOfExt4WithBlocksOf1KiB() {
        // 320 MiB, -b 1024: blocks 8193, 24577, 40961, 57345, 73729, 204801, 221185; read from the 4 KiB around each.
        requireBlocks(320 * MIB, 1024, List.of(8193L, 24577L, 40961L, 57345L, 73729L, 204801L, 221185L));
    }

    @Test
    void holdsTheAllocationGroupsOfXfs() {
        // 320 MiB: agcount=4, agsize=20480 blocks of 4 KiB.
        requireBlocks(320 * MIB, 4096, List.of(20480L, 40960L, 61440L));
        // 6 TiB: agcount=6, agsize=268435455 blocks.
        requireBlocks(6L << 40, 268435455L * 4096, List.of(1L, 2L, 3L, 4L, 5L));
    }

    @ParameterizedTest
    @ValueSource(longs = {4096, 2 * MIB, 8 * MIB, 8 * MIB + 4096, 320 * MIB + 512, 1L << 50})
    void everyPlaceIsAlignedAndInsideTheDevice(long size) {
        for (long place : Backups.places(size)) {
            assertEquals(0, place % Backups.LENGTH);
            assertTrue(place > 0 && place + Backups.LENGTH <= size, place + " of " + size);
        }
    }

    @Test
    void largestVolumeNeedsNoMoreThan150Reads() {
        assertTrue(Backups.places(1L << 50).size() <= 150, "places: " + Backups.places(1L << 50).size());
    }

    private static void requireBlocks(long size, long blockSize, List<Long> blocks) {
        SortedSet<Long> places = Backups.places(size);
        for (long block : blocks) {
            long place = block * blockSize / Backups.LENGTH * Backups.LENGTH;
            assertTrue(places.contains(place), "block " + block + " is not among " + places);
        }
    }
}
