package rexray.lab;

/**
 * Where the volumes of the cluster keep their bytes, and who may reach them. The cluster decides, under the lock of the
 * volume, and calls here; a gateway that starts again allocates and attaches once more whatever its state holds.
 */
interface DataServers {
    /** Makes room for a volume that reads as zeros, sparse. Repeatable: bytes that are there stay. */
    void allocate(String volumeId, long sizeInKb);

    /** Makes {@code volumeId}, which nobody is attached to, a writable copy of the source as it is at this moment. */
    void copy(String sourceVolumeId, String volumeId, long sizeInKb);

    /** Lets a volume grow; its SDCs show it once they look again. Repeatable. */
    void resize(String volumeId, long sizeInKb);

    /** Gives the bytes of a removed volume back. Repeatable. */
    void discard(String volumeId);

    /**
     * The SDC may do I/O from now on, as far as {@code access} lets it: with {@link AccessMode#NO_ACCESS} none, as after
     * {@link #revoke}. Repeatable, also with another access.
     */
    void attach(String volumeId, String sdcId, AccessMode access);

    /** How much room the bytes of a volume take, which is less than its size as long as not all was written. */
    long usedInKb(String volumeId);

    /** What was written lately to a volume, by whichever SDC. */
    Written written(String volumeId);

    /**
     * Writes within one window of time.
     *
     * @param seconds length of the window; like a real array, 0 where nothing was measured
     */
    record Written(long seconds, long writes, long kb) {
        static final Written NOTHING = new Written(0, 0, 0);
    }

    /** Returns only after every I/O of that attachment fails for good. Repeatable. */
    void revoke(String volumeId, String sdcId);
}
