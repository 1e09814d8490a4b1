package rexray.admin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rexray.volume.CreateOptions;
import rexray.volume.Limits;
import rexray.volume.Size;
import rexray.volume.SnapshotName;
import rexray.volume.UnderWay;
import rexray.volume.VolumeName;

/**
 * What a person can ask of the volumes of this host. Every method throws {@link rexray.volume.VolumeException}s, may be
 * repeated, and returns when it is done.
 */
public interface Administration extends AutoCloseable {
    /** All volumes of the array that can be mounted by name, in any order. */
    List<VolumeEntry> volumes();

    /** The volume of exactly that name; empty only if the array says that there is none. */
    Optional<VolumeEntry> volume(VolumeName name);

    /**
     * Makes a volume, or finds the one that is there already if it is as asked.
     */
    VolumeEntry create(VolumeName name, CreateOptions options);

    /** Deletes a volume and its data; success if there is none. */
    void remove(VolumeName name);

    /**
     * Maps a volume to this host without mounting it.
     *
     * @return its device
     */
    Path attach(VolumeName name);

    /** Ends the mapping to this host of a volume that nobody uses; success if there is none. */
    void detach(VolumeName name);

    /**
     * Mounts a volume for the person, who counts as one user however often this is repeated.
     *
     * @return the directory that a container would get
     */
    Path mount(VolumeName name);

    /** Ends the person's use of a volume; the last user's end unmounts and unmaps it. Success if it is not mounted here. */
    void unmount(VolumeName name);

    /**
     * Takes a volume from whoever holds it, and maps it here.
     *
     * @return who held it
     */
    List<String> takeOver(VolumeName name);

    /**
     * Makes a volume at least that large, and its file system with it.
     *
     * @return the size that it has then
     */
    Size resize(VolumeName name, Size size);

    /** What the host that has a volume may do with it; the volume must be mounted here. */
    Limits limits(VolumeName name);

    /**
     * Changes that, and has the volume remember it; what is empty stays.
     *
     * @param kilobytes as in {@link Limits}
     * @return what holds then
     */
    Limits limit(VolumeName name, Optional<Long> iops, Optional<Long> kilobytes);

    /** Takes snapshots of several volumes at the same moment; success if they are there. All have one label. */
    void takeSnapshots(List<SnapshotName> names);

    /** The snapshots and the copies of a volume, or all that there are; the oldest first. */
    List<VolumeEntry> snapshots(Optional<VolumeName> of);

    /** Deletes a snapshot; success if there is none. */
    void removeSnapshot(SnapshotName name);

    /** Gives a volume that nobody holds the contents of its snapshot. */
    void restore(SnapshotName name);

    /** What is being done to the volume of that name at this moment; empty if it is nothing that takes its time. */
    Optional<UnderWay.Doing> underWay(VolumeName name);

    @Override
    void close();
}
