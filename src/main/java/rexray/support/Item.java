package rexray.support;

import java.io.IOException;

/**
 * One file of a support archive.
 *
 * @param name in the archive
 * @param holds what it is, for the list of what was packed
 */
public record Item(String name, String holds, Text text) {
    /** Where the text comes from. What fails stands in the archive in place of it. */
    public interface Text {
        /**
         * Gets it now.
         *
         * @throws IOException if a file cannot be read
         * @throws rexray.volume.VolumeException if a command fails
         */
        String get() throws IOException;
    }
}
