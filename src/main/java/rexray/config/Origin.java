package rexray.config;

import java.nio.file.Path;

/**
 * The place that a setting comes from.
 *
 * @param source a file, or in words what else
 * @param line counted from 1; 0 for the source as a whole
 * @param column counted from 1; 0 for the source as a whole
 */
record Origin(String source, int line, int column) {
    static Origin wholeOf(Path file) {
        return of(file.toString());
    }

    /** A place that has no lines. */
    static Origin of(String source) {
        return new Origin(source, 0, 0);
    }

    /** {@code file:line:column}, as compilers print it and editors follow it. */
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
