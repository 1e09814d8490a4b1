package rexray;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rexray.cli.AllCommands;
import rexray.lab.LabCommand;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The package as people install it. {@code packaging/dist} itself has it serve and list volumes over HTTPS, with the
 * runtime that it carries, and fails if that does.
 */
final class PackageIT {
    private static final Path DIST = BuiltPackages.DIRECTORY.resolve("rexray");
    private static final Path PROGRAM = DIST.resolve("bin/rexray");
    /** In megabytes; a little more than there is, to notice what comes on top. */
    private static final int LARGEST = 132;

    @TempDir
    private Path directory;

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertEquals(0, process.waitFor(), String.join(" ", command) + ": " + output);
        return output;
    }

    @Test
    void launcherNamesOnlyFilesOfItsBuild() throws IOException {
        String build = Files.readString(DIST.resolve("build")).strip();
        String launcher = Files.readString(PROGRAM);

        Matcher files = Pattern.compile("\\$home/lib/([^\\s:\"]+)").matcher(launcher);
        List<String> named = files.results().map(found -> found.group(1))
                .flatMap(file -> Stream.of("commands", "service").map(cache -> file.replace("$cache", cache)))
                .distinct()
                .toList();

        assertTrue(named.containsAll(
                List.of("rexray-" + build + ".jar", "libraries-" + build + ".jar",
                        "commands-" + build + ".aot", "service-" + build + ".aot", "libjunixsocket.so")),
                named.toString());
        named.forEach(file -> assertTrue(Files.exists(DIST.resolve("lib").resolve(file)), file));
    }

    @Test
    void programRunsFromAnyPlaceAndThroughLinks() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(directory.resolve("rexray"), PROGRAM);

        String output = run(link.toString(), "version");

        assertTrue(output.startsWith("REX-Ray\n"), output);
        assertFalse(output.contains("warning") || output.contains("error"), output);
    }

    @ParameterizedTest
    @CsvSource({"bin, ./rexray", ".., rexray/bin/rexray", "., bin/rexray", "runtime, ../bin/rexray"})
    void programRunsByAnyPath(Path from, String path) {
        String output = Shell.succeed("sh", "-c", "cd '" + DIST.resolve(from) + "' && " + path + " version");

        assertTrue(output.startsWith("REX-Ray\n"), output);
    }

    @Test
    void programRunsFromTheUnpackedArchive() throws IOException, InterruptedException {
        Path image = Files.createDirectory(directory.resolve("image"));
        run("env", "DESTDIR=" + image, "packaging/install.sh", BuiltPackages.DIRECTORY.toString());

        String output = run(image.resolve("opt/rexray/bin/rexray").toString(), "version");

        assertTrue(output.startsWith("REX-Ray\n"), output);
    }

    @Test
    void installedPackageIsSmall() {
        String used = Shell.succeed("du", "--apparent-size", "-sm", DIST).split("\\s", 2)[0];

        assertTrue(Integer.parseInt(used) <= LARGEST, used + " MB");
    }

    @Test
    void everyPackageHasItsChecksum() throws IOException {
        String sums = Files.readString(BuiltPackages.DIRECTORY.resolve("SHA256SUMS"));

        assertEquals(7, sums.lines().count(), sums);
        Shell.succeed("sh", "-c", "cd target/dist && sha256sum --check --strict SHA256SUMS");
    }

    @Tag("long")
    @Test
    void sameFilesMakeTheSamePackages() throws IOException {
        String sums = Files.readString(BuiltPackages.DIRECTORY.resolve("SHA256SUMS"));

        Shell.succeed("packaging/dist", "--pack");

        assertEquals(sums, Files.readString(BuiltPackages.DIRECTORY.resolve("SHA256SUMS")));
    }

    /** But for the caches, of which no two are alike. */
    @Tag("long")
    @Test
    void sameSourcesMakeTheSameFilesInAnotherPlace() {
        Path copy = directory.resolve("another/place");
        Shell.succeed("sh", "-c", "mkdir -p '" + copy + "' && tar --create --exclude=./target . | tar --extract"
                + " --directory '" + copy + "'");

        Shell.succeed(copy.resolve("packaging/dist"));

        assertEquals(filesInPackages(BuiltPackages.DIRECTORY), filesInPackages(copy.resolve("target/dist")));
    }

    private String filesInPackages(Path dist) {
        Path unpacked = directory.resolve(Integer.toString(dist.hashCode()));
        return Shell.succeed("sh", "-c", "mkdir '" + unpacked + "' && cd '" + unpacked + "' && dpkg-deb --extract '"
                + dist + "'/*.deb deb && for archive in '" + dist + "'/*.tar.gz; do tar --extract --one-top-level"
                + " --file \"$archive\"; done && find . -type f ! -name '*.aot' -exec sha256sum {} + | sort --key 2");
    }

    @Test
    void packageListsWhatItIsMadeOf() throws IOException {
        JsonNode components = new ObjectMapper().readTree(BuiltPackages.named(".cdx.json").toFile()).path("components");

        List<String> names = components.findValuesAsText("name");
        assertTrue(names.containsAll(List.of("javalin", "okhttp-jvm", "jackson-databind", "logback-classic")),
                names.toString());
        assertFalse(names.contains("wiremock-standalone"), "tests are no part of it");
    }

    /** Every command by its full name, as its help has it. */
    @Test
    void packageHasManualPagesAndCompletions() {
        String files = Shell.succeed("dpkg-deb", "--contents", BuiltPackages.named(".deb"));

        AllCommands.names(Map.of("lab", LabCommand::new)).forEach(
                name -> assertTrue(files.contains("/usr/share/man/man1/rexray-" + name.replace(' ', '-') + ".1.gz\n"),
                        name));
        String page = Shell.succeed("sh", "-c", "dpkg-deb --fsys-tarfile " + BuiltPackages.named(".deb")
                + " | tar --extract --to-stdout ./usr/share/man/man1/rexray-volume-create.1.gz | gzip --decompress");
        assertTrue(page.contains(".SH EXAMPLES\n"), page);
        for (String completion : List.of("bash-completion/completions/rexray",
                "fish/vendor_completions.d/rexray.fish")) {
            String script = Shell.succeed("sh", "-c", "dpkg-deb --fsys-tarfile " + BuiltPackages.named(".deb")
                    + " | tar --extract --to-stdout ./usr/share/" + completion);
            assertTrue(script.contains("takeover"), completion);
        }
    }

    @Test
    void packageListsItsJavaRuntime() throws IOException {
        JsonNode runtime = StreamSupport.stream(
                new ObjectMapper().readTree(BuiltPackages.named(".cdx.json").toFile()).path("components").spliterator(),
                false).filter(component -> component.path("name").asText().equals("openjdk")).findFirst().orElseThrow();

        assertTrue(Files.readString(DIST.resolve("runtime/release"))
                .contains("JAVA_VERSION=\"" + runtime.path("version").asText() + "\""), runtime.toString());
        assertEquals("GPL-2.0-only WITH Classpath-exception-2.0",
                runtime.path("licenses").path(0).path("expression").asText());
    }

    @Test
    void packageThatWasTamperedWithIsNotInstalled() throws IOException, InterruptedException {
        Shell.succeed("cp", "-r", BuiltPackages.named(".deb"), BuiltPackages.DIRECTORY.resolve("SHA256SUMS"),
                directory);
        String deb = BuiltPackages.named(".deb").getFileName().toString();
        Files.writeString(directory.resolve(deb), "more", StandardOpenOption.APPEND);

        Process install = new ProcessBuilder("packaging/install.sh", directory.toString()).redirectErrorStream(true)
                .start();
        String output = new String(install.getInputStream().readAllBytes(), UTF_8);

        assertEquals(1, install.waitFor());
        assertTrue(output.contains(deb + " is not what SHA256SUMS says"), output);
    }

    @Test
    void smallBenchmarkMeetsTheBudgetsOfRequests() throws IOException, InterruptedException {
        Path out = directory.resolve("out.json");

        run("packaging/benchmark", "--program", PROGRAM.toString(), "--volumes", "1,3", "--times", "3", "--starts", "1",
                "--lists", "2", "--out", out.toString());

        JsonNode times = new ObjectMapper().readTree(out.toFile()).path("times");
        for (String scenario : List.of("1 volumes", "3 volumes", "3 volumes, gateway delayed by 20 ms")) {
            Map<String, Integer> budget = Map.ofEntries(Map.entry("Create", 1), Map.entry("Get", 2),
                    Map.entry("List", 1), Map.entry("Mount, with mkfs", 3), Map.entry("Mount, already formatted", 3),
                    Map.entry("Mount, second container", 1), Map.entry("Get, mounted", 0),
                    Map.entry("Path, mounted", 0), Map.entry("Unmount, not last", 0), Map.entry("Unmount, last", 1),
                    Map.entry("Remove", 2));
            budget.forEach((operation, requests) -> assertEquals(requests,
                    times.path(scenario).path(operation).path("requests").asInt(-1), scenario + ": " + operation));
        }
        assertEquals(3, times.path("Gateway switched off").path("Get, mounted").path("n").asInt());
    }
}
