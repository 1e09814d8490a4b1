package rexray.volume;

import java.time.Instant;

/**
 * That the mount of a volume was cut off from it, and by what its file system is known. Written before that is shut down.
 *
 * @param bootId of the boot in which the file system lives; it cannot outlive that
 * @param sinceMillis when the loss was noticed, epoch milliseconds
 */
record LostNote(String bootId, String name, FileSystemMark mark, long sinceMillis) {
    Instant since() {
        return Instant.ofEpochMilli(sinceMillis);
    }
}
