package rexray;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
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
        return find(name -> name.endsWith(suffix));
    }

    static Path plugin() {
        return find(name -> name.startsWith("rexray-plugin-"));
    }

    private static Path find(Predicate<String> name) {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> name.test(file.getFileName().toString())).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
