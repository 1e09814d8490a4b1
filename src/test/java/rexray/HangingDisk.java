package rexray;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A disk of the lab with a file system of its own, which can be frozen: then whoever writes to a volume on it hangs in
 * the kernel, and not even SIGKILL ends him. Needs root. Closing it, which lets all go on, is for when the lab is closed.
 */
public final class HangingDisk implements AutoCloseable {
    private static final long SIZE = 1L << 36;
    private final Path image;
    private final Path mountpoint;
    private boolean frozen;

    private HangingDisk(Path image, Path mountpoint) {
        this.image = image;
        this.mountpoint = mountpoint;
    }

    /** @param disks the directory of the lab's further disks */
    public static HangingDisk mount(Path disks) throws IOException {
        // Not below the lab's directory, where each loop device is taken for one of a volume.
        Path image = Files.createTempFile("rexray-hanging-disk", ".img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(SIZE);
        }
        HangingDisk disk = new HangingDisk(image, Files.createDirectories(disks.resolve("hanging")));
        Shell.succeed("mkfs.ext4", "-q", "-E", "nodiscard", "-O", "^has_journal", image);
        Shell.succeed("mount", "-o", "loop", image, disk.mountpoint);
        Files.createDirectory(disk.mountpoint.resolve("volumes"));
        return disk;
    }

    /** Takes the file of a volume that nobody has mapped. */
    public void take(Path volume) {
        Shell.succeed("mv", volume, mountpoint.resolve("volumes"));
    }

    public void freeze() {
        Shell.succeed("fsfreeze", "--freeze", mountpoint);
        frozen = true;
    }

    /** Repeatable. */
    public void thaw() {
        if (frozen) {
            Shell.succeed("fsfreeze", "--unfreeze", mountpoint);
            frozen = false;
        }
    }

    @Override
    public void close() throws IOException {
        thaw();
        Shell.succeed("umount", mountpoint);
        Files.delete(image);
    }
}
