package rexray.config;

import java.nio.file.Path;

/**
 * The place that a setting comes from.
 *
 * @param line counted from 1; 0 for the file as a whole
 * @param column counted from 1; 0 for the file as a whole
 */
record Origin(Path file, int line, int column) {
    static Origin wholeOf(Path file) {
        return new Origin(file, 0, 0);
    }

    /** {@code file:line:column}, as compilers print it and editors follow it. */
    @Override
    public String toString() {
        return line == 0 ? file.toString() : file + ":" + line + ":" + column;
    }
}
