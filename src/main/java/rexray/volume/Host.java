package rexray.volume;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * This machine: its mounts, block devices and file systems. Implementations may be used by many threads at once, but
 * one device or mountpoint only by one at a time.
 *
 * <p>What can hang in the kernel runs in a child process; when the deadline passes the method throws
 * {@link VolumeException.TimedOut} and the child may still be at work. All else that fails is a
 * {@link VolumeException.HostFailure}.
 */
public interface Host {
    /** The mount table of this process, in the kernel's order: of two mounts on one place the later one is on top. */
    List<Mount> mounts();

    /**
     * The block device behind a link, without opening it.
     *
     * @return empty if the link leads nowhere
     */
    Optional<BlockDevice> device(Path link);

    /**
     * What a device holds. Only reads. A device that cannot be read is a failure, never {@link Content.Blank}.
     */
    Content probe(BlockDevice device, Deadline deadline);

    /**
     * Makes an empty file system. The caller has proved that the device may be overwritten.
     *
     * @throws VolumeException.InUse if somebody on this host has it mounted
     */
    default void format(BlockDevice device, FileSystemType type, UUID uuid, Deadline deadline) {
        format(device, type, MkfsOptions.NONE, uuid, deadline);
    }

    /** The same; {@code options} are some that this type may be made with. */
    void format(BlockDevice device, FileSystemType type, MkfsOptions options, UUID uuid, Deadline deadline);

    /**
     * Repairs what a file system that was not left clean repairs by itself.
     *
     * @throws VolumeException.HostFailure if it needs a person; says which command to run
     */
    void check(BlockDevice device, FileSystemType type, Deadline deadline);

    /**
     * Mounts for reading and writing, making the mountpoint directory if it is missing; success if the device is mounted
     * there already. Anything else that is mounted there, and a mount that became read-only, is a failure.
     */
    void mount(BlockDevice device, FileSystemType type, Path mountpoint, Deadline deadline);

    /**
     * As {@link #mount(BlockDevice, FileSystemType, Path, Deadline)}, of a device that perhaps is not the only one with that
     * file system. A kernel that does not care needs to do nothing else.
     */
    default void mount(BlockDevice device, FileSystemType type, Path mountpoint, SharedUuid uuid, Deadline deadline) {
        mount(device, type, mountpoint, deadline);
    }

    /**
     * Makes a mounted file system as large as its device, while it is in use; success if it is already.
     *
     * @throws VolumeException.Unsupported if this machine cannot
     */
    default void grow(BlockDevice device, FileSystemType type, Path mountpoint, Deadline deadline) {
        throw new VolumeException.Unsupported("file systems cannot be enlarged here", "create a larger volume");
    }

    /**
     * Takes the topmost mount off {@code mountpoint} and removes the then empty directory; success if nothing is
     * mounted there. The directory goes by {@code rmdir} only, and stays if it holds anything.
     *
     * @throws VolumeException.InUse if something on this host uses it; names the processes
     */
    void unmount(Path mountpoint, Deadline deadline);

    /**
     * Makes the directory that containers get, on a mounted volume, if it is missing; {@code mode} is given to a new one
     * only. One that is, or is reached through, a symbolic link is a failure, since the link may lead off the volume. Reads
     * a small file on the volume, too, since one child process can look for both.
     *
     * @param mode permission bits, e.g. 0700
     * @param beside the file; empty if none is to be read. What is no ordinary file, or has more than {@code most} bytes, is
     *            a failure
     */
    DataDirectory makeDirectory(Path directory, int mode, Optional<Path> beside, int most, Deadline deadline);

    /** The same without a file. */
    default DataDirectory makeDirectory(Path directory, int mode, Deadline deadline) {
        return makeDirectory(directory, mode, Optional.empty(), 0, deadline);
    }

    /**
     * What {@link #makeDirectory} found.
     *
     * @param isNew whether the directory was missing
     * @param beside what the file holds; empty if there is none
     */
    record DataDirectory(boolean isNew, Optional<String> beside) {}

    /** Makes a small file on a mounted volume, or replaces it, durably: a crash leaves the old one or the new one. */
    void writeFile(Path file, String text, Deadline deadline);

    /** Gives a directory on a mounted volume to somebody, and permission bits; what is empty stays. */
    void own(Path directory, Optional<Owner> owner, Optional<Integer> mode, Deadline deadline);

    /**
     * Gives a mount, whose file system is in use or not, more options; success if it has them already. What it has beyond
     * them stays.
     *
     * @throws VolumeException.InUse if it is to be read-only and something writes to it
     */
    void remount(Path mountpoint, MountOptions options, Access access, Deadline deadline);

    /**
     * How much a mounted file system can hold, which is less than its device has.
     *
     * @return empty if this machine cannot tell
     */
    default Optional<Size> capacity(Path mountpoint, Deadline deadline) {
        return Optional.empty();
    }

    /** The file system that a mount shows, to be asked for when the mount, and perhaps its device, are gone. */
    FileSystemMark mark(Mount mount);

    /**
     * Who still holds a file system that was detached or shut down, in whichever way and mount namespace.
     *
     * @return empty once the kernel has ended it, so that nothing in its caches can ever be written
     */
    Optional<String> holderOf(FileSystemMark mark);

    /**
     * Makes a mounted file system fail everything from now on, for all who have it mounted or open, and drop what it has
     * not written yet, its journal included. For one whose device belongs to somebody else by now. May be repeated.
     */
    void shutDown(Mount mount, Deadline deadline);

    /**
     * Takes the topmost mount off {@code mountpoint} even while it is in use, and removes the directory as {@link #unmount}
     * does. Whoever uses the file system keeps it, see {@link #holderOf}. Success if nothing is mounted there.
     */
    void detach(Path mountpoint, Deadline deadline);

    /**
     * Makes sure that nobody on this host has the device open or mounted, in whichever mount namespace.
     *
     * @throws VolumeException.InUse if somebody has
     */
    void requireUnused(BlockDevice device);

    /**
     * The processes, one of each mount namespace, that have a mount of the device which would outlive ours: as those of a
     * container do. Copies of our mount that the kernel takes away together with it, as in the namespaces that systemd
     * makes for services, are none.
     */
    List<String> holdersElsewhere(BlockDevice device);

    /**
     * Whether a read that passes by every cache reaches the device. An unmapped device fails it; where it cannot be told
     * that is a failure.
     */
    boolean isReadable(BlockDevice device, Deadline deadline);
}
