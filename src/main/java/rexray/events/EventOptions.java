package rexray.events;

import java.nio.file.Path;
import rexray.volume.Size;

/**
 * Where events are kept.
 *
 * @param file the newest; those before are in the file of the same name and {@code .1}
 * @param most what both may take together
 */
public record EventOptions(Path file, Size most) {
    /** Where those are that no longer have room in the file. */
    static Path before(Path file) {
        return file.resolveSibling(file.getFileName() + ".1");
    }
}
