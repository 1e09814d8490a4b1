package rexray.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Which REX-Ray this is. */
public final class Version {
    private Version() {}

    /** E.g. {@code 1.0.0}. */
    public static String current() {
        return property("version");
    }

    /** The commit that it was built from, such as {@code 213fa42d2043}; {@code unknown} if not from a Git checkout. */
    static String commit() {
        return property("commit");
    }

    /** When that commit was made, such as {@code 2026-11-27T21:16:59Z}; {@code unknown} if not from a Git checkout. */
    static String committed() {
        return property("committed");
    }

    private static String property(String name) {
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(Version.class.getResourceAsStream("/rexray/version.properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties of this program", e);
        }
        return Objects.requireNonNull(properties.getProperty(name));
    }
}
