package rexray.cli;

import java.nio.file.Path;
import java.util.List;

/** The command {@code rexray} over a {@link FakeBackend}, with all its places in the directory that a property names. */
public final class TestProgram {
    static final String DIRECTORY = "test.directory";

    private TestProgram() {}

    public static void main(String[] args) {
        Places places = places(Path.of(System.getProperty(DIRECTORY, "")));
        System.exit(new RexrayCommand(new FakeBackend(), places).run(System.out, System.err, args));
    }

    static Places places(Path directory) {
        return new Places(directory.resolve("config.yml"), directory.resolve("run"),
                directory.resolve("log/rexray.log"),
                directory.resolve("systemd"), List.of(directory.resolve("units")),
                List.of(directory.resolve("sbin")));
    }
}
