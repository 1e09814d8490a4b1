package rexray;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import rexray.TestHost.Printed;
import rexray.cli.AllCommands;
import rexray.lab.LabCommand;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Every command there is, as somebody types it: what it does, and one thing that it refuses, each a process of its own
 * beside a daemon. A command that is not in the tables fails the test.
 */
final class EveryCommandIT {
    /** In this order; {@code words | exit code | what it prints}. */
    private static final List<String> AT_WORK = """
        version                                                       | 0 | SemVer:
        env                                                           | 0 | SCALEIO_PASSWORD=****
        config check                                                  | 0 | config.yml
        config explain scaleio.endpoint                               | 0 | scaleio.endpoint = http
        config import --choose ran HOME/old.yml                       | 0 | scaleio.endpoint
        status                                                        | 0 | rexray is running (pid
        service status                                                | 0 | ready    yes
        service initsys                                               | 0 | unknown
        service reload                                                | 0 | is rereading its configuration
        adapter types                                                 | 0 | scaleio  scaleio
        adapter instances                                             | 0 | -
        scaleio trust -c HOME/tls.yml                                 | 0 | SHA-256
        doctor                                                        | 1 | all are installed
        completion bash                                               | 0 | complete -F
        man HOME/man                                                  | 0 |
        support -o HOME/support.tar.gz                                | 0 | packed into HOME/support.tar.gz
        uninstall -n                                                  | 1 | there is no systemd on this machine
        volume create db --size 8                                     | 0 | db    available  8
        volume ls d                                                   | 0 | db    available  8
        volume inspect db                                             | 0 | db
        volume limits db --iops 2000                                  | 0 | 2000
        volume attach db                                              | 0 | db    attached  8
        volume map                                                    | 0 | /dev/disk/by-id/emc-vol-
        volume detach db                                              | 0 | db    available  8
        volume mount db                                               | 0 | HOME/volumes/db
        volume path db                                                | 0 | HOME/volumes/db
        snapshot create db@before                                     | 0 | db@before
        snapshot ls db                                                | 0 | before
        volume unmount db                                             | 0 | db    available  8
        snapshot restore db@before                                    | 1 | needs 3.0 or later
        snapshot rm db@before                                         | 0 | db@before
        volume resize db --size 16                                    | 0 | 16
        volume takeover db                                            | 0 | db    attached  16
        volume detach db                                              | 0 | db    available  16
        volume rm db                                                  | 0 | db    available  16
        events db                                                     | 0 | volume db created
        device format --deviceName DEVICE                             | 0 | DEVICE is formatted with ext4
        device mount --deviceName DEVICE --mountPoint HOME/disk       | 0 | DEVICE is mounted on HOME/disk
        device ls --mountPoint HOME/disk                              | 0 | HOME/disk
        device unmount --mountPoint HOME/disk                         | 0 | nothing is mounted on HOME/disk any more
        lab volumes --dir HOME/lab                                    | 0 | Query-all-volumes returned 0 volumes
        lab status --dir HOME/lab                                     | 0 | EMULATED
        lab requests --dir HOME/lab                                   | 0 |
        lab fault --dir HOME/lab set latency --value 1ms              | 0 |
        lab fault --dir HOME/lab list                                 | 0 | latency
        lab fault --dir HOME/lab clear                                | 0 |
        service stop                                                  | 0 | rexray stopped
        stop                                                          | 0 | rexray is not running
        service status                                                | 3 | rexray is not running
        start                                                         | 0 | rexray
        service start                                                 | 0 | rexray
        restart                                                       | 0 | rexray
        service restart                                               | 0 | rexray
        stop                                                          | 0 | rexray stopped
        """.lines().toList();
    /** Of these one runs until it is stopped, and one would write where only a package may. */
    private static final Set<String> SHOWN_ELSEWHERE = Set.of("lab gateway", "lab sdc", "install");
    /** {@code words | exit code | cause}. */
    private static final List<String> REFUSED = """
        version now                                                   | 2 | unknown argument 'now'
        env -s gold                                                   | 1 | there is no service 'gold'
        config check -c HOME/wrong.yml                                | 1 | scaleio.colour
        config explain scaleio.colour                                 | 1 | there is no key scaleio.colour
        config import HOME/missing.yml                                | 1 | HOME/missing.yml: there is no such file
        status -s gold                                                | 2 | is not for one service
        service status now                                            | 2 | unknown argument 'now'
        service initsys now                                           | 2 | unknown argument 'now'
        service reload -c HOME/wrong.yml                              | 1 | scaleio.colour
        adapter types now                                             | 2 | unknown argument 'now'
        adapter instances -s gold                                     | 1 | there is no service 'gold'
        scaleio trust -s gold                                         | 1 | there is no service 'gold'
        doctor now                                                    | 2 | unknown argument 'now'
        completion tcsh                                               | 2 | 'tcsh' is none of bash, zsh and fish
        man HOME/wrong.yml                                            | 1 | cannot write the pages to HOME/wrong.yml
        support -o HOME/wrong.yml/x                                   | 1 | HOME/wrong.yml/x
        install                                                       | 1 | there is no systemd on this machine
        uninstall                                                     | 1 | there is no systemd on this machine
        volume create big --size 1000TB                               | 10 | big
        volume ls nothing                                             | 4 | nothing
        volume inspect nothing                                        | 4 | nothing
        volume limits nothing                                         | 4 | volume nothing does not exist
        volume attach nothing                                         | 4 | nothing
        volume map -f xml                                             | 2 | 'xml' is no format
        volume detach used                                            | 5 | for 1 user
        volume mount theirs                                           | 6 | is held by
        volume path nothing                                           | 4 | nothing
        volume resize nothing --size 16                               | 4 | nothing
        snapshot create nothing@before                                | 4 | nothing
        snapshot ls nothing                                           | 4 | volume nothing does not exist
        snapshot restore used@never                                   | 4 | used@never
        snapshot rm used                                              | 1 | used
        volume unmount used                                           | 5 | for 1 user
        volume takeover nothing                                       | 4 | nothing
        volume rm used                                                | 5 | mounted on this host
        events --since yesterday                                      | 2 | yesterday
        device format --deviceName /dev/nothing                       | 4 | there is no device /dev/nothing
        device mount --deviceName /dev/nothing --mountPoint HOME/disk | 4 | there is no device /dev/nothing
        device ls -f xml                                              | 2 | 'xml' is no format
        device unmount                                                | 2 | which mountpoint
        lab gateway --dir HOME/other --listen nowhere                 | 1 | nowhere
        lab sdc                                                       | 2 | Missing required option
        lab sdc --gateway nowhere                                     | 1 | 'nowhere' is not the address of a gateway
        lab volumes --dir HOME/nothing                                | 1 | HOME/nothing
        lab status --dir HOME/nothing                                 | 1 | HOME/nothing
        lab requests --dir HOME/nothing                               | 1 | HOME/nothing
        lab fault --dir HOME/nothing set colour                       | 1 | HOME/nothing
        lab fault --dir HOME/nothing list                             | 1 | HOME/nothing
        lab fault --dir HOME/nothing clear                            | 1 | HOME/nothing
        service stop now                                              | 2 | unknown argument 'now'
        stop now                                                      | 2 | unknown argument 'now'
        start -c HOME/wrong.yml                                       | 1 | scaleio.colour
        service start -c HOME/wrong.yml                               | 1 | scaleio.colour
        restart -c HOME/wrong.yml                                     | 1 | scaleio.colour
        service restart -c HOME/wrong.yml                             | 1 | scaleio.colour
        """.lines().toList();
    @TempDir
    private Path directory;
    private Site site;
    private TestHost host;

    /** One line of a table. */
    private record Row(String words, int status, String shows) {
        static Row of(String line, Map<String, String> names) {
            String text = line;
            for (Map.Entry<String, String> name : names.entrySet()) {
                text = text.replace(name.getKey(), name.getValue());
            }
            String[] cells = text.split("\\|", -1);
            return new Row(cells[0].strip(), Integer.parseInt(cells[1].strip()), cells[2].strip());
        }
    }

    @BeforeEach
    void start() throws Exception {
        site = Site.start(directory);
        // An xfs, since enlarging a mounted ext4 takes a capability that the root of a container lacks.
        host = site.host("node01", "libstorage.integration.volume.operations.create.default.fsType: xfs",
                "rexray.events.file: " + directory.resolve("node01/events.jsonl")).startReady();
        Files.writeString(host.home().resolve("wrong.yml"), "scaleio.colour: red\n");
        Files.writeString(host.home().resolve("old.yml"),
                "scaleio: {endpoint: 'https://gw/api', userName: u, password: p}\n");
    }

    @AfterEach
    void close() throws Exception {
        site.close();
    }

    private static List<String> all() {
        return AllCommands.names(Map.of("lab", LabCommand::new));
    }

    /** The commands that a table has, with the one in it that is meant by each line. */
    private static Set<String> commandsOf(List<String> table) {
        return table.stream()
                .map(line -> all().stream().filter(name -> (line.replaceFirst(" --dir \\S+", "") + " ")
                        .startsWith(name + " ")).findFirst().orElseThrow(() -> new AssertionError(line)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyCommandIsInBothTables() {
        Set<String> shown = commandsOf(AT_WORK);
        shown.addAll(SHOWN_ELSEWHERE);

        assertEquals(new TreeSet<>(all()), shown);
        assertEquals(new TreeSet<>(all()), commandsOf(REFUSED));
    }

    @Test
    void everyCommandDoesItsWork() throws Exception {
        Path image = host.home().resolve("image");
        Site.run("truncate", "--size", "64M", image.toString());
        String device = Site.run("losetup", "--find", "--show", image.toString()).strip();
        Process gateway = host.program("lab", "gateway", "--dir", host.home() + "/lab", "--listen", "127.0.0.1:0")
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            configureTls(gateway.inputReader(UTF_8).lines().filter(line -> line.startsWith("ready ")).findFirst()
                    .orElseThrow());
            List<String> failed = new ArrayList<>();
            for (String line : AT_WORK) {
                Row row = Row.of(line, Map.of("HOME", host.home().toString(), "DEVICE", device));
                Printed printed = host.rexray(row.words());
                if (row.status() != printed.status() || !printed.text().contains(row.shows())) {
                    failed.add(row + " gave " + printed);
                }
            }
            assertEquals(List.of(), failed);
        } finally {
            gateway.destroy();
            host.rexray("stop");
            Site.run("losetup", "--detach", device);
        }
    }

    /** A configuration of the gateway that said where it is. */
    private void configureTls(String ready) throws IOException {
        Files.writeString(host.home().resolve("tls.yml"),
                "scaleio: {endpoint: '" + ready.replaceFirst("ready (\\S+).*", "$1")
                        + "/api', userName: u, password: p}\n");
    }

    @Test
    void everyCommandSaysWhatItRefusesAndWhatToDo() throws Exception {
        host.create("used", "\"size\":\"8\"");
        host.mounted("used", "c1");
        TestHost other = site.host("node02").startReady();
        other.create("theirs", "\"size\":\"8\"");
        other.mounted("theirs", "c1");
        Set<String> before = site.traces();

        atOnce(REFUSED.stream().map(line -> Row.of(line, Map.of("HOME", host.home().toString()))).map(row -> () -> {
            Said said = run(row.words());
            assertEquals(row.status(), said.status(), said::toString);
            assertEquals("", said.out(), said::toString);
            assertTrue(said.err().contains(row.shows()), said::toString);
            assertTrue(said.err().contains(row.status() == 2 ? "\nTry 'rexray " : "; "), said::toString);
        }));
        site.assertTraces(before);
    }

    /** What a command printed on each stream. */
    private record Said(String words, int status, String out, String err) {}

    private Said run(String words) throws IOException, InterruptedException {
        Process process = host.program(words.split(" ")).start();
        CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> process.errorReader(UTF_8).lines()
                .map(line -> line + "\n").collect(Collectors.joining()));
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Said(words, process.waitFor(), out, err.join());
    }

    /** Does what is independent of one another, as many at a time as there are processors. */
    private static void atOnce(Stream<Executable> checks) throws Exception {
        List<Executable> awaited = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            checks.map(check -> CompletableFuture.runAsync(() -> {
                try {
                    check.execute();
                } catch (Throwable e) {
                    throw new AssertionError(e.getMessage(), e);
                }
            }, threads)).toList().forEach(done -> awaited.add(done::join));
            assertAll(awaited);
        }
    }
}
