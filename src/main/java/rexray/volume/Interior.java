package rexray.volume;

import java.util.Optional;

/**
 * What is known of the inside of a volume that is mounted here.
 *
 * @param settings what it remembers
 * @param capacity how much its file system can hold; empty as long as nobody has looked
 */
public record Interior(VolumeSettings settings, Optional<Size> capacity) {
    Interior withCapacity(Optional<Size> seen) {
        return new Interior(settings, seen);
    }
}
