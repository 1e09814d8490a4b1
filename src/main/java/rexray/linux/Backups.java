package rexray.linux;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The places where copies of a superblock lie if a file system of the usual geometry was made on a device of this size.
 * They survive when the beginning of the device is overwritten, and tell that there was data.
 */
final class Backups {
    /** What is read at each place; a place is a multiple of it. */
    static final int LENGTH = 4096;

    private static final long MIB = 1L << 20;
    private static final long TIB = 1L << 40;
    private static final int XFS_BLOCK = 4096;
    /** One block less than 1 TiB. */
    private static final long XFS_LARGEST_GROUP = TIB - XFS_BLOCK;
    /** Of the largest groups; more of them would prove nothing new. */
    private static final int XFS_GROUPS_LOOKED_AT = 16;

    private Backups() {}

    /** Offsets in bytes, each with {@link #LENGTH} bytes of the device behind it. */
    static SortedSet<Long> places(long deviceSize) {
        SortedSet<Long> places = new TreeSet<>();
        addExt4(places, deviceSize);
        addXfs(places, deviceSize);
        return places.headSet(Math.max(0, deviceSize - LENGTH) + 1);
    }

    /**
     * With {@code sparse_super}, in block group 1 and in those whose numbers are powers of 3, 5 and 7. A group has as many
     * blocks as one block has bits: groups of 8, 32 and 128 MiB for blocks of 1, 2 and 4 KiB. Of 1 KiB blocks the first is
     * outside of every group, so the copy is 1 KiB into what we read.
     */
    private static void addExt4(SortedSet<Long> places, long deviceSize) {
        for (long group : new long[]{8 * MIB, 32 * MIB, 128 * MIB}) {
            places.add(group);
            for (long base : new long[]{3, 5, 7}) {
                for (long number = base; number <= deviceSize / group; number *= base) {
                    places.add(number * group);
                }
            }
        }
    }

    /** At the start of each allocation group: four of equal size on a device below 4 TiB, then as many of the largest size as fit. */
    private static void addXfs(SortedSet<Long> places, long deviceSize) {
        long groupSize = deviceSize < 4 * TIB
                ? Math.ceilDiv(deviceSize / XFS_BLOCK, 4) * XFS_BLOCK
                : XFS_LARGEST_GROUP;
        for (int number = 1; number <= XFS_GROUPS_LOOKED_AT; number++) {
            places.add(number * groupSize);
        }
    }
}
