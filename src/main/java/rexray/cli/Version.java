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
        Properties properties = new Properties();
        try (InputStream in = Objects.requireNonNull(Version.class.getResourceAsStream("/rexray/version.properties"))) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties of this program", e);
        }
        return Objects.requireNonNull(properties.getProperty("version"));
    }
}
