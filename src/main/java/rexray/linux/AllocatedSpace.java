package rexray.linux;

import java.nio.file.Path;

/** How much room files take on their disk, which for a sparse one is less than its length. */
public final class AllocatedSpace {
    /** The kernel's unit for it, whatever the file system's blocks are: {@code statx(2)}. */
    private static final long UNIT = 512;

    private AllocatedSpace() {}

    /** Nought if there is no such file. Blocks that files share count for each of them. */
    public static long inBytes(Path file) throws NativeException {
        try {
            return Libc.blocks(file) * UNIT;
        } catch (NativeException e) {
            if (e.errno() == NativeException.ENOENT) {
                return 0;
            }
            throw e;
        }
    }
}
