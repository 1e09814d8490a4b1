package rexray.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code packaging/rexray}, in a build tree of its own with stand-ins for Java that print how they were called. */
final class LauncherTest {
    @TempDir
    private Path directory;
    private Path tree;

    private record Result(int status, String output) {}

    @BeforeEach
    void plantTree() throws IOException {
        tree = Files.createDirectories(directory.resolve("tree"));
        Files.createDirectories(tree.resolve("packaging"));
        Files.copy(Path.of("packaging/rexray"), tree.resolve("packaging/rexray"),
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    private void build() throws IOException {
        Files.createDirectories(tree.resolve("target"));
        Files.createFile(tree.resolve("target/rexray.jar"));
    }

    private Path java(String name, int release) throws IOException {
        Path home = directory.resolve(name);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, """
            #!/bin/sh
            if [ "$1" = -version ]; then echo 'openjdk version "%d.0.1" 2025-01-01' >&2; exit; fi
            echo %s "$@"
            """.formatted(release, name));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    private Result run(Path launcher, Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), "service", "start", "-c", "a b")
                .redirectErrorStream(true);
        builder.environment().remove("JAVA_HOME");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), output);
    }

    private Result run(Map<String, String> environment) throws IOException, InterruptedException {
        return run(tree.resolve("packaging/rexray"), environment);
    }

    @Test
    void treeThatIsNotBuiltIsTold() throws IOException, InterruptedException {
        Result result = run(Map.of());

        assertEquals(1, result.status());
        assertEquals(
                "rexray: " + tree + "/target/rexray.jar is not built yet; run: cd " + tree
                        + " && mvn -q -DskipTests package\n",
                result.output());
    }

    @Test
    void javaThatIsNamedIsTaken() throws IOException, InterruptedException {
        build();
        Path named = java("named", 26);

        Result result = run(Map.of("REXRAY_JAVA", named + "/bin/java", "JAVA_HOME", java("home", 25).toString()));

        assertEquals(0, result.status());
        assertTrue(result.output().startsWith("named -XX:+UseSerialGC"), result.output());
        assertTrue(result.output().endsWith("-cp " + tree + "/target/rexray.jar:" + tree
                + "/target/lib/* rexray.Main service start -c a b\n"), result.output());
    }

    @Test
    void namedJavaThatIsTooOldIsRefused() throws IOException, InterruptedException {
        build();
        Path old = java("old", 17).resolve("bin/java");

        Result result = run(Map.of("REXRAY_JAVA", old.toString()));

        assertEquals(1, result.status());
        assertEquals("rexray: REXRAY_JAVA is " + old + ", which is no Java 25 or later; correct or unset it\n",
                result.output());
    }

    @Test
    void javaHomeIsTakenIfItIsNewEnough() throws IOException, InterruptedException {
        build();

        assertTrue(run(Map.of("JAVA_HOME", java("home", 25).toString())).output().startsWith("home -XX"));
    }

    @Test
    void javaHomeThatIsTooOldIsPassedBy() throws IOException, InterruptedException {
        build();

        assertTrue(!run(Map.of("JAVA_HOME", java("home", 17).toString())).output().startsWith("home -XX"));
    }

    @Test
    void linkToTheLauncherFindsTheTree() throws IOException, InterruptedException {
        build();
        Path link = Files.createSymbolicLink(directory.resolve("rexray"), tree.resolve("packaging/rexray"));

        Result result = run(link, Map.of("REXRAY_JAVA", java("named", 25) + "/bin/java"));

        assertTrue(result.output().contains(tree + "/target/rexray.jar"), result.output());
    }
}
