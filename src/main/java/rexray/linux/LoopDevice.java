package rexray.linux;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/**
 * A loop device with its backing file: a regular file seen as a block device. Sources: {@code loop(4)} and
 * {@code linux/loop.h}.
 *
 * @param backingFile where the file is now: the kernel follows renames, and appends " (deleted)" once it is unlinked
 */
public record LoopDevice(int index, DeviceNumber number, Path backingFile) {
    private static final Path CONTROL = Path.of("/dev/loop-control");
    private static final Path BLOCK = Path.of("/sys/block");
    private static final String BACKING_FILE = "loop/backing_file";

    /** {@code linux/fs.h}. */
    private static final long BLKROSET = 0x125D;
    private static final long LOOP_CLR_FD = 0x4C01;
    private static final long LOOP_SET_STATUS64 = 0x4C04;
    private static final long LOOP_GET_STATUS64 = 0x4C05;
    private static final long LOOP_CONFIGURE = 0x4C0A;
    private static final long LOOP_CTL_GET_FREE = 0x4C82;

    /** {@code struct loop_info64}: 232 bytes, of which we touch three members. */
    private static final long STATUS_SIZE = 232;
    private static final long STATUS_OFFSET = 24;
    private static final long STATUS_SIZE_LIMIT = 32;
    private static final long STATUS_FLAGS = 52;
    /** {@code struct loop_config}: the file's descriptor, a block size, a {@code loop_info64}, 64 reserved bytes. */
    private static final long CONFIGURATION_SIZE = 304;
    private static final long CONFIGURATION_STATUS = 8;
    private static final int LO_FLAGS_AUTOCLEAR = 4;
    private static final int LO_FLAGS_DIRECT_IO = 16;

    private static final int ATTEMPTS = 100;
    private static final long ONE_SECTOR = 512;
    /** 8 TiB: within what a file may have on ext4. */
    private static final long LARGEST = 1L << 43;

    /** All of this machine that have a backing file, whoever made them. */
    public static List<LoopDevice> all() throws IOException {
        List<LoopDevice> devices = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(BLOCK, "loop*")) {
            for (Path directory : directories) {
                try {
                    devices.add(read(directory));
                } catch (IOException e) {
                    // Has no backing file, or lost it while we looked.
                    if (Files.exists(directory.resolve(BACKING_FILE))) {
                        throw e;
                    }
                }
            }
        }
        return devices;
    }

    /**
     * Makes the first bytes of a file a block device, with a page cache of its own and direct I/O where the file allows
     * it.
     *
     * @param sizeInBytes less than 8 TiB
     */
    public static LoopDevice attach(Path file, long sizeInBytes) throws IOException {
        if (sizeInBytes >= LARGEST) {
            throw new IOException(file + ": " + sizeInBytes + " bytes are too many for a loop device of ours");
        }
        try (Arena arena = Arena.ofConfined();
                Libc.Descriptor backing = Libc.open(file);
                Libc.Descriptor control = Libc.open(CONTROL)) {
            MemorySegment configuration = arena.allocate(CONFIGURATION_SIZE, Long.BYTES);
            configuration.set(JAVA_INT, 0, backing.number());
            configuration.set(JAVA_LONG, CONFIGURATION_STATUS + STATUS_SIZE_LIMIT, sizeInBytes);
            configuration.set(JAVA_INT, CONFIGURATION_STATUS + STATUS_FLAGS, LO_FLAGS_DIRECT_IO);
            for (int attempt = 1;; attempt++) {
                int index = control.ioctl("LOOP_CTL_GET_FREE", LOOP_CTL_GET_FREE, MemorySegment.NULL);
                try (Libc.Descriptor device = open(index)) {
                    device.ioctl("LOOP_CONFIGURE", LOOP_CONFIGURE, configuration);
                    return read(directory(index));
                } catch (NativeException e) {
                    // Somebody else took the device that was free a moment ago, or removed it.
                    boolean lostRace = e.errno() == NativeException.EBUSY || e.errno() == NativeException.ENXIO;
                    if (!lostRace || attempt == ATTEMPTS) {
                        throw e;
                    }
                }
            }
        }
    }

    /**
     * Ends all access for good: when this returns, no read or write that anybody started is under way, and no later one
     * reaches the file's content, be the device open, mounted or neither. They fail, with EIO or ENOSPC; but a write of
     * nothing but the first sector goes nowhere. What was acknowledged before is in the file. Measured on Linux 6.18; a
     * kernel that refuses to shrink a device in use makes this fail (EAGAIN).
     */
    public void cutOff() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(backingFile.toFile(), "rw")) {
            long length = file.length();
            try {
                // A device of size 0 would not be checked against its size, so one sector is left: at the end of the
                // longest file that there can be.
                long end = longest(file, Math.max(length, LARGEST));
                // The kernel compares a request with the size of the device, and then lets it wait while the size is
                // changed. Those that waited for the first call reach the content, if they get their turn before the
                // second; all others a place where no file can have anything, which is an error.
                changeStatus(status -> status.set(JAVA_LONG, STATUS_SIZE_LIMIT, ONE_SECTOR));
                changeStatus(status -> {
                    status.set(JAVA_LONG, STATUS_OFFSET, end - ONE_SECTOR);
                    status.set(JAVA_LONG, STATUS_SIZE_LIMIT, ONE_SECTOR);
                });
            } finally {
                file.setLength(Math.min(length, LARGEST));
            }
        }
    }

    /**
     * Makes a file as long as its file system allows, in whole sectors.
     *
     * @param possible a length that it allows
     */
    private static long longest(RandomAccessFile file, long possible) throws IOException {
        long reached = possible / ONE_SECTOR;
        long beyond = Long.MAX_VALUE / ONE_SECTOR + 1;
        while (beyond - reached > 1) {
            long middle = reached + (beyond - reached) / 2;
            try {
                file.setLength(middle * ONE_SECTOR);
                reached = middle;
            } catch (IOException _) {
                beyond = middle;
            }
        }
        file.setLength(reached * ONE_SECTOR);
        return reached * ONE_SECTOR;
    }

    /** Takes back a {@link #cutOff}: the content of the file is there again, up to that size. */
    public void restore(long sizeInBytes) throws NativeException {
        changeStatus(status -> {
            status.set(JAVA_LONG, STATUS_OFFSET, 0);
            status.set(JAVA_LONG, STATUS_SIZE_LIMIT, sizeInBytes);
        });
    }

    /** Takes back a {@link #detach} that waits for the device's last user. */
    public void keep() throws NativeException {
        changeStatus(status -> status.set(JAVA_INT, STATUS_FLAGS,
                status.get(JAVA_INT, STATUS_FLAGS) & ~LO_FLAGS_AUTOCLEAR));
    }

    /** How large it is now, see {@code Documentation/ABI/stable/sysfs-block}. */
    public long sizeInBytes() throws IOException {
        return Long.parseLong(Files.readString(directory(index).resolve("size")).strip()) * ONE_SECTOR;
    }

    /** Whether {@link #cutOff} was the last thing that happened to it. */
    public boolean isCutOff() throws IOException {
        return sizeInBytes() == ONE_SECTOR;
    }

    /** Gives the device another size, up to that of its file. */
    public void resize(long sizeInBytes) throws NativeException {
        changeStatus(status -> status.set(JAVA_LONG, STATUS_SIZE_LIMIT, sizeInBytes));
    }

    /** Whether writes to it are refused, see {@code Documentation/ABI/stable/sysfs-block}. */
    public boolean isReadOnly() throws IOException {
        return Files.readString(directory(index).resolve("ro")).strip().equals("1");
    }

    /**
     * Has the kernel refuse writes to the device, and mount it only to be read. A file system that is mounted to be written
     * goes on.
     */
    public void makeReadOnly() throws NativeException {
        setReadOnly(1);
    }

    /** Takes back {@link #makeReadOnly}. */
    public void makeWritable() throws NativeException {
        setReadOnly(0);
    }

    private void setReadOnly(int value) throws NativeException {
        try (Libc.Descriptor device = open(index)) {
            setReadOnly(device, value);
        }
    }

    private static void setReadOnly(Libc.Descriptor device, int value) throws NativeException {
        try (Arena arena = Arena.ofConfined()) {
            device.ioctl("BLKROSET", BLKROSET, arena.allocateFrom(JAVA_INT, value));
        }
    }

    /** What was written to devices of this index since the kernel made it, see {@code Documentation/block/stat.rst}. */
    public Written written() throws IOException {
        String[] fields = Files.readString(directory(index).resolve("stat")).strip().split("\\s+", -1);
        // Fields 5 and 7: write I/Os, and sectors of 512 bytes written.
        return new Written(Long.parseLong(fields[4]), Long.parseLong(fields[6]) / 2);
    }

    /** How many writes, and how much. */
    public record Written(long writes, long kb) {}

    /** Lets go of the file: at once, or if the device is mounted or open, when it no longer is. */
    public void detach() throws IOException {
        try (Libc.Descriptor device = open(index)) {
            if (isReadOnly()) {
                // The kernel keeps it with the index, for whatever file is next.
                setReadOnly(device, 0);
            }
            device.ioctl("LOOP_CLR_FD", LOOP_CLR_FD, MemorySegment.NULL);
        } catch (NativeException e) {
            // It has no file any more.
            if (e.errno() != NativeException.ENXIO) {
                throw e;
            }
        }
    }

    private void changeStatus(Consumer<MemorySegment> change) throws NativeException {
        try (Arena arena = Arena.ofConfined(); Libc.Descriptor device = open(index)) {
            MemorySegment status = arena.allocate(STATUS_SIZE, Long.BYTES);
            device.ioctl("LOOP_GET_STATUS64", LOOP_GET_STATUS64, status);
            change.accept(status);
            device.ioctl("LOOP_SET_STATUS64", LOOP_SET_STATUS64, status);
        }
    }

    private static LoopDevice read(Path directory) throws IOException {
        int index = Integer.parseInt(directory.getFileName().toString().substring("loop".length()));
        Path backingFile = Path.of(Files.readString(directory.resolve(BACKING_FILE)).stripTrailing());
        return new LoopDevice(index, number(directory), backingFile);
    }

    private static DeviceNumber number(Path directory) throws IOException {
        return DeviceNumber.parse(Files.readString(directory.resolve("dev")).stripTrailing());
    }

    private static Path directory(int index) {
        return BLOCK.resolve("loop" + index);
    }

    /** Opens the device by its usual node, which is made if nobody did: containers, and machines without udev. */
    private static Libc.Descriptor open(int index) throws NativeException {
        Path node = Path.of("/dev/loop" + index);
        if (!Files.exists(node)) {
            try {
                number(directory(index)).makeNode(node);
            } catch (NativeException e) {
                if (e.errno() != NativeException.EEXIST) {
                    throw e;
                }
            } catch (IOException _) {
                throw new NativeException("open of " + node, NativeException.ENXIO, "no such device");
            }
        }
        return Libc.open(node);
    }
}
