package rexray;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What {@code packaging/dist} makes, made once for all tests. */
final class BuiltPackages {
    static final Path DIRECTORY = make();

    private BuiltPackages() {}

    private static Path make() {
        Shell.succeed("packaging/dist", "--no-build");
        return Path.of("target/dist").toAbsolutePath();
    }

    /** The one whose name ends so. */
    static Path named(String suffix) {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(suffix)).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
