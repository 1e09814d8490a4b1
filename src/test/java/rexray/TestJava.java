package rexray;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How tests start programs of this class path. Where the product is a jar there, its classes come from an archive that
 * the virtual machine maps (CDS), made once from what a daemon loads: hundreds of daemons start in tests.
 */
public final class TestJava {
    private static final Path LIST = Path.of("target", "test-programs.classes");
    private static final Path ARCHIVE = Path.of("target", "test-programs.jsa");

    private TestJava() {}

    /** The command line up to the options: {@code java}, how it runs, and the class path. */
    public static List<String> command() {
        return Made.COMMAND;
    }

    private static final class Made {
        static final List<String> COMMAND = make();
    }

    private static List<String> make() {
        // An archive knows its class path, on which no directory may be; those may only follow when it is used.
        List<String> jars = classPath().filter(entry -> entry.endsWith(".jar")).toList();
        String all = path(Stream.concat(jars.stream(), classPath().filter(entry -> !entry.endsWith(".jar"))));
        if (jars.stream().noneMatch(jar -> jar.endsWith("/rexray.jar"))) {
            return java("-cp", all);
        }
        try {
            listClassesOfADaemon(java("-XX:DumpLoadedClassList=" + LIST.toAbsolutePath(), "-cp", all));
            run(java("-Xshare:dump", "-XX:SharedClassListFile=" + LIST, "-XX:SharedArchiveFile=" + ARCHIVE, "-cp",
                    path(jars.stream())));
        } catch (Exception e) {
            throw new IllegalStateException("no archive of the test programs' classes", e);
        }
        return java("-XX:SharedArchiveFile=" + ARCHIVE.toAbsolutePath(), "-cp", all);
    }

    private static Stream<String> classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator));
    }

    private static String path(Stream<String> entries) {
        return entries.collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> java(String... options) {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of(options));
        return command;
    }

    private static void listClassesOfADaemon(List<String> java) throws Exception {
        Path home = Files.createTempDirectory("rexray-classes").toRealPath();
        TestHost host = new TestHost(home, TestProgram.class, java).configure("http://127.0.0.1:9", "none");
        host.start();
        host.stop();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + text);
        }
    }
}
