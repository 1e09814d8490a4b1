package rexray.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.Await;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The commands that are neither on volumes nor on the service's life. */
final class OtherCommandsTest extends CommandFixture {
    private void configure(String more) throws IOException {
        Files.writeString(directory.resolve("config.yml"),
                "scaleio: {endpoint: 'https://gw', userName: u, password: hunter2}\n" + more);
    }

    @Test
    void dryRunOfUninstallLeavesTheUnit() throws IOException {
        Path unit = Files.createDirectories(directory.resolve("units")).resolve("rexray.service");
        Files.createDirectories(directory.resolve("systemd"));
        assertEquals(0, run("uninstall -n"));
        assertEquals("rexray is not installed: there is no " + unit + "\n", out());
        Files.createFile(unit);
        assertEquals(0, run("uninstall -n"));
        assertEquals("the service would be stopped and disabled, and " + unit
                + " removed; /etc/rexray, /var/lib/rexray and what is mounted would stay\n", out());
        assertTrue(Files.exists(unit));
    }

    @Test
    void dryRunOfInstallTellsWhatBecomesOfTheUnit() throws IOException {
        Path unit = directory.resolve("rexray.service");
        String enabled = ", and the service enabled, so that it starts at boot";
        assertEquals(unit + " would be written" + enabled, InstallCommand.Install.announcement(unit, "text"));
        Files.writeString(unit, "text");
        assertEquals(unit + " is as it should be" + enabled, InstallCommand.Install.announcement(unit, "text"));
        assertEquals(unit + " says something else and would be replaced" + enabled,
                InstallCommand.Install.announcement(unit, "other"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        completion tcsh                                        | 2 | Invalid value for positional parameter at index 0 (SHELL): 'tcsh' is none of bash, zsh and fish
        install                                                | 1 | there is no systemd on this machine; have this machine's init system run 'rexray service start'
        """)
    void mistakeIsTold(String command, int status, String message) {
        assertEquals(status, run(command));
        assertEquals("rexray: " + message, err().lines().findFirst().orElse(""));
    }

    @Test
    void adaptersAreShown() throws IOException {
        configure("");

        assertEquals(0, run("adapter types"));
        assertEquals("Name     Driver\nscaleio  scaleio\n", out());
        assertEquals(0, run("adapter instances"));
        assertEquals("""
            ID                                    Service  Driver
            0f4e6b1c-9a4d-4c5e-8a55-1c2d3e4f5a6b  scaleio  scaleio
            """, out());
    }

    private static final String TWO = """
        libstorage:
          service: scaleio
          server:
            services:
              scaleio: {driver: scaleio}
              gold: {driver: scaleio, scaleio: {endpoint: 'https://gold'}}
        """;

    @Test
    void hostIsSomebodyToEachService() throws IOException {
        configure(TWO);

        assertEquals(0, run("adapter instances"));
        assertEquals("""
            ID                                    Service  Driver
            0f4e6b1c-9a4d-4c5e-8a55-1c2d3e4f5a6b  scaleio  scaleio
            0f4e6b1c-9a4d-4c5e-8a55-1c2d3e4f5a6b  gold     scaleio
            """, out());
        assertEquals(0, run("adapter instances -s gold"));
        assertEquals(2, out().lines().count());
    }

    @Test
    void settingsAreShownOfTheServiceThatIsNamed() throws IOException {
        configure(TWO);

        assertEquals(0, run("env -s gold"));
        assertTrue(out().contains("SCALEIO_ENDPOINT=https://gold\n"), out());
        assertEquals(0, run("env"));
        assertTrue(out().contains("SCALEIO_ENDPOINT=https://gw\n"), out());
        assertEquals(1, run("env -s silver"));
        assertTrue(err().endsWith("there is no service 'silver'; choose one of: scaleio, gold\n"), err());
    }

    @Test
    void commandThatIsForAllServicesTakesNone() {
        assertEquals(2, run("service status -s gold"));
        assertTrue(err().startsWith("rexray: rexray service status is not for one service; remove -s\n"), err());
    }

    @Test
    void environmentAndExplanationHideThePassword() throws IOException {
        configure("");

        assertEquals(0, run("env"));
        assertTrue(out().contains("SCALEIO_PASSWORD=****\n"), out());
        assertEquals(0, run("config explain scaleio.password"));
        assertTrue(out().startsWith("scaleio.password = ****\n"), out());
        assertEquals(1, run("config explain scaleio.pasword"));
        assertEquals("rexray: there is no key scaleio.pasword; did you mean scaleio.password?\n", err());
    }

    @Test
    void configurationIsChecked() throws IOException {
        configure("");
        assertEquals(0, run("config check"));
        configure("colour: blue\nshape: round\n");
        assertEquals(1, run("config check"));
        assertEquals(2, err().lines().count());
    }

    @Test
    void importAsksThenWritesForItsOwnerAlone() throws IOException {
        Path old = Files.writeString(directory.resolve("old.yml"),
                "scaleio: {endpoint: 'https://gw/api', userName: u, password: hunter2}\n");
        Path made = directory.resolve("new.yml");

        assertEquals(1, run("config import -o " + made + " " + old));
        assertTrue(err().contains("choose which to keep with --choose file or --choose ran"), err());
        assertFalse(Files.exists(made));
        assertEquals(0, run("config import --choose ran -o " + made + " " + old));
        assertFalse(out().contains("hunter2"), out());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
        assertEquals(0, run("config check -c " + made));
        assertEquals(1, run("config import --choose ran -o " + made + " " + old));
        assertEquals("rexray: " + made + " is there already; name another file, or move it away\n", err());
    }

    @Test
    void reloadWithoutAServiceHasStatus3AndAWrongFileIsTold() throws IOException {
        configure("");
        assertEquals(3, run("service reload"));
        configure("colour: blue\n");
        assertEquals(1, run("service reload"));
    }

    @ParameterizedTest
    @CsvSource({"--ignore-signal=HUP, true", "--default-signal=HUP, false"})
    void programThatIgnoresHangupIsToldByItsState(String signals, boolean ignores) throws Exception {
        Process sleeper = new ProcessBuilder("env", signals, "cat").start();
        try {
            assertTrue(Await.upTo(Duration.ofSeconds(20), () -> sleeper.info().command().orElse("").endsWith("/cat")));
            assertEquals(ignores, ReloadCommand.ignoresHangup(sleeper.pid()));
        } finally {
            sleeper.destroy();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void completionKnowsAllCommands(String shell) throws IOException, InterruptedException {
        assertEquals(0, run("completion " + shell));
        assertTrue(out().contains("takeover"), out());
        assertTrue(out().contains("scaleioEndpoint"), out());
        if (!shell.equals("fish")) {
            Path script = Files.writeString(directory.resolve("script"), out());
            assertEquals(0, new ProcessBuilder("bash", "-n", script.toString()).start().waitFor());
        }
    }

    /** As when the tabulator is pressed; compopt complains, since it was not. */
    @ParameterizedTest
    @CsvSource({"volume take, takeover", "scaleio tr, trust", "volume create --availability, --availabilityZone"})
    void bashCompletesWords(String words, String completed) throws IOException, InterruptedException {
        assertEquals(0, run("completion bash"));
        Path script = Files.writeString(directory.resolve("script"), out());

        Process bash = new ProcessBuilder("bash", "-c", """
            . "$0" && COMP_WORDS=(rexray $1) && COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _complete_rexray 2>/dev/null
            echo "${COMPREPLY[@]}"
            """, script.toString(), words).start();

        assertEquals(completed + "\n", new String(bash.getInputStream().readAllBytes(), UTF_8));
    }

    @Test
    void everyCommandHasAManPage() throws IOException {
        assertEquals(0, run("man " + directory.resolve("man")));

        String page = Files.readString(directory.resolve("man/rexray-volume-takeover.1"));
        assertTrue(page.startsWith(".TH REXRAY-VOLUME-TAKEOVER 1 "), page);
        assertTrue(page.contains(".B \\-n, \\-\\-dryRun\n"), page);
        assertTrue(page.contains(".SH EXAMPLES\n.nf\nrexray volume takeover db\n.fi\n"), page);
        assertTrue(page.contains(".SH EXIT STATUS\n"), page);
    }

    @Test
    void initsysIsThatOfTheMachine() throws IOException {
        assertEquals(0, run("service initsys"));
        assertEquals("unknown\n", out());
        Path programs = Files.createDirectories(directory.resolve("sbin"));
        executable(programs.resolve("chkconfig"));
        assertEquals(0, run("service initsys"));
        assertEquals("chkconfig\n", out());
        executable(programs.resolve("update-rc.d"));
        assertEquals(0, run("service initsys"));
        assertEquals("updatercd\n", out());
        Files.createDirectories(directory.resolve("systemd"));
        assertEquals(0, run("service initsys"));
        assertEquals("systemd\n", out());
    }

    private static void executable(Path program) throws IOException {
        Files.createFile(program, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }
}
