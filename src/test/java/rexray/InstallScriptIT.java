package rexray;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The installer with tiny packages. It sees only the commands in a folder of the test: those that would change the machine
 * write down how they were called instead, and the {@code .tar.gz} is unpacked below a folder.
 */
final class InstallScriptIT {
    private static final Path SCRIPT = Path.of("packaging/install.sh").toAbsolutePath();
    private static final String DEB = "rexray_1.0~rc1_amd64.deb";
    private static final String RPM = "rexray-1.0~rc1-1.x86_64.rpm";
    private static final String TAR = "rexray-1.0-rc1-x86_64.tar.gz";
    private static final String PLUGIN = "rexray-plugin-1.0-rc1-x86_64.tar.gz";

    @TempDir
    private Path directory;

    private Path packages;
    private Path commands;
    private Path temporary;
    private Path image;
    private HttpServer server;

    private record Result(int status, String output) {}

    @BeforeEach
    void prepare() throws IOException {
        packages = Files.createDirectory(directory.resolve("packages"));
        commands = Files.createDirectory(directory.resolve("commands"));
        temporary = Files.createDirectory(directory.resolve("temporary"));
        image = Files.createDirectory(directory.resolve("image"));
        for (String tool : List.of("sh", "cat", "sha256sum", "mktemp", "rm", "mkdir", "tar", "gzip", "mv", "ln", "cp",
                "curl")) {
            pass(tool);
        }
        stub("id", "echo 0");
        stub("uname", "echo x86_64");
        makePackages();
        server = SimpleFileServer.createFileServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                packages.toAbsolutePath(), SimpleFileServer.OutputLevel.NONE);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void makePackages() throws IOException {
        Path program = Files.createDirectories(directory.resolve("tree/rexray/bin")).resolve("rexray");
        Files.writeString(program, "new");
        Files.writeString(directory.resolve("tree/rexray/rexray.service"), "unit");
        Shell.succeed("tar", "-czf", packages.resolve(TAR), "-C", directory.resolve("tree"), "rexray");
        for (String name : List.of(DEB, RPM, PLUGIN)) {
            Files.writeString(packages.resolve(name), name);
        }
        sum();
    }

    private void sum() {
        Shell.succeed("sh", "-c", "cd '" + packages + "' && sha256sum rexray* >SHA256SUMS");
    }

    private void pass(String tool) throws IOException {
        Path found = Stream.of("/usr/bin", "/bin").map(folder -> Path.of(folder, tool)).filter(Files::isExecutable)
                .findFirst().orElseThrow();
        stub(tool, "exec " + found + " \"$@\"");
    }

    private void stub(String name, String body) throws IOException {
        Path file = Files.writeString(commands.resolve(name), "#!/bin/sh\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    /** A command that writes down how it was called. */
    private void record(String... names) throws IOException {
        for (String name : names) {
            stub(name, "echo \"" + name + " $*\" >>'" + directory.resolve("calls") + "'");
        }
    }

    private String calls() throws IOException {
        Path calls = directory.resolve("calls");
        return Files.exists(calls) ? Files.readString(calls) : "";
    }

    private void debian() throws IOException {
        stub("dpkg-query", "exit 0");
        stub("dpkg", "[ \"$1\" != --print-architecture ] || { echo amd64; exit; }\n"
                + "echo \"dpkg $*\" >>'" + directory.resolve("calls") + "'");
    }

    private void redHat() throws IOException {
        record("systemctl");
        stub("rpm", "[ \"$1\" = --query ] || echo \"rpm $*\" >>'" + directory.resolve("calls") + "'");
    }

    private Result install(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        return run(new ProcessBuilder(command));
    }

    private Result installIntoImage(String source) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", SCRIPT.toString(), "--allow-http", source);
        builder.environment().put("DESTDIR", image.toString());
        return run(builder);
    }

    private Result run(ProcessBuilder builder) throws IOException, InterruptedException {
        builder.environment().put("PATH", commands.toString());
        builder.environment().put("TMPDIR", temporary.toString());
        builder.environment().put("no_proxy", "*");
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), output);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void assertRefused(Result result, String message) throws IOException {
        assertEquals(1, result.status(), result.output());
        assertTrue(result.output().contains(message), result.output());
        assertEquals("", calls());
        assertNothingTemporary();
    }

    private void assertNothingTemporary() throws IOException {
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void debianGetsTheDebThroughApt() throws IOException, InterruptedException {
        debian();
        record("apt-get");

        Result result = install(packages.toString());

        assertEquals(0, result.status(), result.output());
        assertEquals("apt-get install -y " + packages.resolve(DEB) + "\n", calls());
    }

    @Test
    void debianWithoutAptGetsTheDebThroughDpkg() throws IOException, InterruptedException {
        debian();

        Result result = install(packages.toString());

        assertEquals(0, result.status(), result.output());
        assertEquals("dpkg -i " + packages.resolve(DEB) + "\n", calls());
    }

    @Test
    void redHatGetsTheRpmThroughDnf() throws IOException, InterruptedException {
        redHat();
        record("dnf");

        install(packages.toString());

        assertTrue(calls().startsWith("dnf install -y " + packages.resolve(RPM) + "\n"), calls());
    }

    @Test
    void suseGetsTheRpmThroughZypper() throws IOException, InterruptedException {
        redHat();
        record("zypper");

        install(packages.toString());

        assertTrue(calls().startsWith("zypper --non-interactive install --allow-unsigned-rpm "
                + packages.resolve(RPM) + "\n"), calls());
    }

    @Test
    void hostWithOnlyRpmGetsTheRpm() throws IOException, InterruptedException {
        redHat();

        install(packages.toString());

        assertTrue(calls().startsWith("rpm -U " + packages.resolve(RPM) + "\n"), calls());
    }

    @Test
    void otherHostGetsTheTreeAndNotThePlugin() throws IOException, InterruptedException {
        Result result = installIntoImage(packages.toString());

        assertEquals(0, result.status(), result.output());
        assertEquals("new", Files.readString(image.resolve("opt/rexray/bin/rexray")));
        assertEquals(Path.of("/opt/rexray/bin/rexray"), Files.readSymbolicLink(image.resolve("usr/bin/rexray")));
    }

    @Test
    void treeIsEnabledWhereSystemdRuns() throws IOException, InterruptedException {
        record("systemctl");
        Files.createDirectories(image.resolve("run/systemd/system"));

        Result result = installIntoImage(packages.toString());

        assertEquals(0, result.status(), result.output());
        assertEquals("unit", Files.readString(image.resolve("etc/systemd/system/rexray.service")));
        assertEquals("systemctl daemon-reload\nsystemctl enable rexray.service\n", calls());
    }

    @Test
    void treeThatCannotBeUnpackedLeavesTheOldOne() throws IOException, InterruptedException {
        Path old = Files.createDirectories(image.resolve("opt/rexray/bin")).resolve("rexray");
        Files.writeString(old, "old");
        Files.writeString(packages.resolve(TAR), "no archive");
        sum();

        assertRefused(installIntoImage(packages.toString()), "could not be unpacked");

        assertEquals("old", Files.readString(old));
        assertFalse(Files.exists(image.resolve("opt/rexray.new")));
    }

    @Test
    void urlIsFetchedVerifiedInstalledAndCleanedUp() throws IOException, InterruptedException {
        Result result = installIntoImage(url() + "/");

        assertEquals(0, result.status(), result.output());
        assertEquals("new", Files.readString(image.resolve("opt/rexray/bin/rexray")));
        assertNothingTemporary();
    }

    @Test
    void wgetFetchesWhereThereIsNoCurl() throws IOException, InterruptedException {
        Files.delete(commands.resolve("curl"));
        pass("wget");

        Result result = installIntoImage(url());

        assertEquals(0, result.status(), result.output());
        assertEquals("new", Files.readString(image.resolve("opt/rexray/bin/rexray")));
    }

    @Test
    void urlWithNothingToFetchItIsRefused() throws IOException, InterruptedException {
        Files.delete(commands.resolve("curl"));

        assertRefused(install("https://127.0.0.1:1"), "neither curl nor wget");
    }

    @Test
    void pipedScriptTakesTheUrlFromTheEnvironment() throws IOException, InterruptedException {
        debian();
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", "cat '" + SCRIPT + "' | sh -s -- --allow-http");
        builder.environment().put("INSTALL_FROM", url());

        Result result = run(builder);

        assertEquals(0, result.status(), result.output());
        assertTrue(calls().endsWith("/" + DEB + "\n"), calls());
    }

    @Test
    void scriptThatWasCutOffDoesNothing() throws IOException, InterruptedException {
        debian();
        String script = Files.readString(SCRIPT);
        int last = script.lastIndexOf("\nmain ");
        for (int length = 0; length <= last + 4; length += Math.min(397, Math.max(1, last + 4 - length))) {
            Path part = Files.writeString(directory.resolve("part"), script.substring(0, length));

            run(new ProcessBuilder("/bin/sh", part.toString(), packages.toString()));

            assertEquals("", calls(), "cut off at " + length);
        }
    }

    @Test
    void tamperedPackageIsRefused() throws IOException, InterruptedException {
        debian();
        Files.writeString(packages.resolve(DEB), "other");

        assertRefused(install("--allow-http", url()), DEB + " is not what SHA256SUMS says");
    }

    @Test
    void packageThatIsMissingInTheFolderIsRefused() throws IOException, InterruptedException {
        debian();
        Files.delete(packages.resolve(DEB));

        assertRefused(install(packages.toString()), "has no " + DEB + ", though SHA256SUMS names it");
    }

    @Test
    void packageThatIsMissingAtTheUrlIsRefused() throws IOException, InterruptedException {
        debian();
        Files.delete(packages.resolve(DEB));

        assertRefused(install("--allow-http", url()), DEB + " could not be fetched");
    }

    @Test
    void otherArchitectureIsRefused() throws IOException, InterruptedException {
        redHat();
        stub("uname", "echo riscv64");

        assertRefused(install(packages.toString()), "has no rexray-[0-9]*.riscv64.rpm for this machine");
    }

    @Test
    void twoVersionsAreRefused() throws IOException, InterruptedException {
        debian();
        Files.writeString(packages.resolve("rexray_2.0_amd64.deb"), "newer");
        sum();

        assertRefused(install(packages.toString()), "more than one");
    }

    @Test
    void failureOfThePackageManagerIsTold() throws IOException, InterruptedException {
        debian();
        stub("apt-get", "exit 100");

        assertRefused(install("--allow-http", url()), "apt-get did not install " + DEB);
    }

    @Test
    void plainHttpIsRefusedUnlessAllowed() throws IOException, InterruptedException {
        debian();

        assertRefused(install(url()), "use https, or --allow-http");
    }

    @Test
    void otherProtocolIsRefused() throws IOException, InterruptedException {
        assertRefused(install("ftp://localhost"), "neither a folder nor an http(s) URL");
    }

    @Test
    void nothingGivenIsRefused() throws IOException, InterruptedException {
        assertRefused(install(), "give a folder or an https URL");
    }

    @Test
    void folderWithoutSumsIsRefused() throws IOException, InterruptedException {
        assertRefused(install(temporary.toString()), "has no SHA256SUMS");
    }

    @Test
    void unknownOptionIsRefused() throws IOException, InterruptedException {
        assertRefused(install("--force", packages.toString()), "unknown option '--force'");
    }

    @Test
    void onlyRootInstalls() throws IOException, InterruptedException {
        debian();
        stub("id", "echo 1000");

        assertRefused(install(packages.toString()), "this needs root");
    }

    @Test
    void helpIsNoFailure() throws IOException, InterruptedException {
        Result result = install("--help");

        assertEquals(0, result.status());
        assertTrue(result.output().startsWith("Usage: install.sh"), result.output());
    }
}
