package rexray.volume;

import java.util.UUID;

/** What a look at a block device found. "Could not tell" is not among them: it is an exception. */
public sealed interface Content {
    /** Proved blank: no signature that {@code blkid} knows, and zeros wherever a lost file system would have left a trace. */
    record Blank() implements Content {}

    /**
     * A file system that we mount.
     *
     * @param uuid its own; two devices with one uuid are copies
     * @param clean whether it was unmounted properly; {@code false} asks for {@link Host#check}
     * @param neverMounted whether its superblock proves that it was never mounted since it was made, so that it holds
     *     no data; {@code false} if there is no such proof
     */
    record FileSystem(FileSystemType type, UUID uuid, boolean clean, boolean neverMounted) implements Content {}

    /** Anything else: never mounted, never formatted. {@code what} names it for a message, e.g. "an LVM2 member". */
    record Foreign(String what) implements Content {}
}
