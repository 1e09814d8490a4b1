package rexray.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.UUID;
import rexray.volume.Content;
import rexray.volume.FileSystemType;

/**
 * The first superblock of a file system that we mount. Sources: the kernel's
 * {@code Documentation/filesystems/ext4/super.rst} and {@code fs/xfs/libxfs/xfs_format.h}.
 */
final class Superblock {
    private static final int EXT4_OFFSET = 1024;
    private static final int EXT4_LAST_MOUNT_TIME = 0x2C;
    private static final int EXT4_MOUNT_COUNT = 0x34;
    private static final int EXT4_MAGIC = 0x38;
    private static final int EXT4_STATE = 0x3A;
    private static final int EXT4_INCOMPATIBLE_FEATURES = 0x60;
    private static final int EXT4_UUID = 0x68;
    private static final int EXT4_LAST_MOUNT_TIME_HIGH = 0x274;
    private static final short EXT4_MAGIC_NUMBER = (short) 0xEF53;
    private static final int EXT4_STATE_CLEAN = 1;
    private static final int EXT4_STATE_ERRORS = 2;
    private static final int EXT4_NEEDS_RECOVERY = 4;

    private static final int XFS_UUID = 32;
    private static final int XFS_IN_PROGRESS = 126;
    private static final int XFS_MAGIC_NUMBER = 0x58465342;

    private Superblock() {}

    /**
     * Reads it.
     *
     * @param head the beginning of the device, 4 KiB or more
     * @return empty if there is none of that type
     */
    static Optional<Content.FileSystem> parse(FileSystemType type, byte[] head) {
        return switch (type) {
            case EXT4 -> ext4(ByteBuffer.wrap(head).slice(EXT4_OFFSET, 1024).order(ByteOrder.LITTLE_ENDIAN));
            case XFS -> xfs(ByteBuffer.wrap(head));
        };
    }

    private static Optional<Content.FileSystem> ext4(ByteBuffer block) {
        if (block.getShort(EXT4_MAGIC) != EXT4_MAGIC_NUMBER) {
            return Optional.empty();
        }
        int state = block.getShort(EXT4_STATE);
        boolean needsRecovery = (block.getInt(EXT4_INCOMPATIBLE_FEATURES) & EXT4_NEEDS_RECOVERY) != 0;
        boolean clean = (state & EXT4_STATE_CLEAN) != 0 && (state & EXT4_STATE_ERRORS) == 0 && !needsRecovery;
        // The kernel writes both at every mount for writing, before anything else; e2fsck resets only the count.
        boolean mounted = block.getInt(EXT4_LAST_MOUNT_TIME) != 0 || block.get(EXT4_LAST_MOUNT_TIME_HIGH) != 0
                || block.getShort(EXT4_MOUNT_COUNT) != 0;
        return Optional.of(new Content.FileSystem(FileSystemType.EXT4, uuid(block, EXT4_UUID), clean,
                clean && !mounted));
    }

    /**
     * Always clean: what a crash left in the log is replayed by the next mount, and there is no other state. Never known
     * to be unmounted so far unless mkfs.xfs did not finish, since data may be in the log alone, which no field of the
     * superblock shows.
     */
    private static Optional<Content.FileSystem> xfs(ByteBuffer block) {
        if (block.getInt(0) != XFS_MAGIC_NUMBER) {
            return Optional.empty();
        }
        boolean unfinished = block.get(XFS_IN_PROGRESS) != 0;
        return Optional.of(new Content.FileSystem(FileSystemType.XFS, uuid(block, XFS_UUID), true, unfinished));
    }

    private static UUID uuid(ByteBuffer block, int offset) {
        ByteBuffer bigEndian = block.duplicate().order(ByteOrder.BIG_ENDIAN);
        return new UUID(bigEndian.getLong(offset), bigEndian.getLong(offset + Long.BYTES));
    }
}
