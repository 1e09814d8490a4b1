package rexray;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import rexray.docker.PluginClient;
import rexray.docker.PluginClient.Answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A container host of a test: a directory, and the daemon that is run for it as a process of its own. */
final class TestHost {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private final Path home;
    private final Class<?> program;
    private final List<String> java;
    private int patienceInSeconds = 100;
    private Optional<Process> daemon = Optional.empty();

    /** @param program that is run as {@code rexray} */
    TestHost(Path home, Class<?> program) throws IOException {
        this(home, program, TestJava.command());
    }

    /** @param java the command line that the options follow */
    TestHost(Path home, Class<?> program, List<String> java) throws IOException {
        this.program = program;
        this.java = java;
        this.home = Files.createDirectories(home).toRealPath();
    }

    /**
     * Writes the configuration file.
     *
     * @param more lines of YAML with dotted keys; they decide over these
     */
    TestHost configure(String endpoint, String password, String... more) throws IOException {
        List<String> lines = new ArrayList<>(List.of("scaleio.endpoint: " + endpoint, "scaleio.userName: admin",
                "scaleio.password: '" + password + "'", "scaleio.systemID: 0", "scaleio.protectionDomainName: pd1",
                "scaleio.storagePoolName: hdd", "scaleio.drvCfg: " + home.resolve("drv_cfg"),
                "libstorage.integration.volume.operations.mount.path: " + home.resolve("volumes"),
                "rexray.modules.default-docker.host: unix://" + socket()));
        for (String line : more) {
            String key = line.substring(0, line.indexOf(':') + 1);
            lines.removeIf(other -> other.startsWith(key));
            lines.add(line);
        }
        Files.write(home.resolve("config.yml"), lines);
        return this;
    }

    /** How long the daemon tries before it answers with a failure. */
    TestHost patience(int seconds) {
        patienceInSeconds = seconds;
        return this;
    }

    Path home() {
        return home;
    }

    private Path socket() {
        return home.resolve("rexray.sock");
    }

    /** Starts the daemon and waits until its socket is there and it knows whether it is ready. */
    TestHost start() throws Exception {
        Process started = program("start", "-f", "-l", "debug").redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile())).start();
        daemon = Optional.of(started);
        assertTrue(Await.upTo(PATIENCE, () -> !started.isAlive() || isSettled(started)), this::log);
        assertTrue(started.isAlive(), this::log);
        return this;
    }

    /** What runs a command on this host. */
    ProcessBuilder program(String... arguments) {
        // A test runner that ignores SIGHUP would hand that on.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=HUP"));
        command.addAll(java);
        command.addAll(List.of("-D" + TestProgram.HOME + "=" + home,
                "-D" + TestProgram.PATIENCE_IN_SECONDS + "=" + patienceInSeconds, program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** What a command printed, on either stream. */
    record Printed(int status, String text) {}

    /** Runs a command on this host, with words that are parted by spaces. */
    Printed rexray(String words) throws IOException, InterruptedException {
        Process process = program(words.split(" ")).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Printed(process.waitFor(), text);
    }

    TestHost startReady() throws Exception {
        start();
        awaitReady();
        return this;
    }

    void awaitReady() throws Exception {
        assertTrue(Await.upTo(PATIENCE, () -> status().path("ready").asBoolean()), this::log);
    }

    void awaitNotReady() throws Exception {
        assertTrue(Await.upTo(PATIENCE, () -> !notReady().isEmpty()), this::log);
    }

    /** Why the daemon says that it is not ready; empty if it does not say that. */
    String notReady() throws IOException {
        return status().path("reason").asText();
    }

    /** Ends the daemon as {@code kill -9} does. */
    void kill() throws InterruptedException {
        daemon.ifPresent(Process::destroyForcibly);
        awaitEnd();
    }

    /** Ends the daemon as {@code rexray service stop} does. */
    void stop() throws InterruptedException {
        daemon.ifPresent(Process::destroy);
        awaitEnd();
    }

    void awaitEnd() throws InterruptedException {
        if (daemon.isPresent()) {
            assertTrue(daemon.get().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
            daemon = Optional.empty();
        }
    }

    Answer create(String name, String options) throws IOException {
        return post("VolumeDriver.Create", "{\"Name\":\"%s\",\"Opts\":{%s}}".formatted(name, options));
    }

    Answer remove(String name) throws IOException {
        return post("VolumeDriver.Remove", "{\"Name\":\"%s\"}".formatted(name));
    }

    Answer mount(String name, String caller) throws IOException {
        return post("VolumeDriver.Mount", use(name, caller));
    }

    Answer unmount(String name, String caller) throws IOException {
        return post("VolumeDriver.Unmount", use(name, caller));
    }

    Answer post(String method, String json) throws IOException {
        return new PluginClient(socket()).post(method, json);
    }

    /** Asks in a thread of its own; the status is 0 if the daemon dies before it answers. */
    static CompletableFuture<Answer> asking(Callable<Answer> request) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return request.call();
            } catch (IOException e) {
                return new Answer(0, "", e.toString());
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        }, work -> Thread.ofPlatform().daemon().start(work));
    }

    /** What the daemon tells of itself. */
    Answer get(String path) throws IOException {
        return new PluginClient(socket()).get(path);
    }

    /** Mounts, and returns the directory that the container would get. */
    Path mounted(String name, String caller) throws IOException {
        Answer answer = mount(name, caller);
        assertEquals(200, answer.status(), answer::body);
        return Path.of(JSON.readTree(answer.body()).path("Mountpoint").asText());
    }

    /** What {@code Err} says in a refusal. */
    static String refusal(Answer answer) throws IOException {
        assertEquals(500, answer.status(), answer::body);
        return JSON.readTree(answer.body()).path("Err").asText();
    }

    /**
     * Everything on this machine that belongs to a volume on this host: mounts, mountpoints, notes of every kind, devices.
     * Only the notes of what was taken from it are left out, which stay for ten minutes.
     */
    Set<String> traces() throws IOException {
        Set<String> traces = new TreeSet<>();
        try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
            mounts.map(line -> line.split(" ", 6)[4]).filter(path -> path.startsWith(home + "/"))
                    .forEach(path -> traces.add("mount " + path));
        }
        for (String directory : List.of("volumes", "dev/disk/by-id")) {
            traces.addAll(list(home.resolve(directory)));
        }
        for (String directory : List.of("run", "state")) {
            for (String kind : list(home.resolve(directory))) {
                if (!kind.endsWith("/fences") && !kind.endsWith("/services")) {
                    traces.addAll(list(Path.of(kind)));
                }
            }
        }
        return traces;
    }

    /** What is in a directory; nothing if there is no such directory. */
    private static List<String> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Path::toString).toList();
        }
    }

    private Path logFile() {
        return home.resolve("rexray.log");
    }

    String log() {
        try {
            return Files.readString(logFile());
        } catch (IOException e) {
            return e.toString();
        }
    }

    private boolean isSettled(Process started) throws IOException {
        JsonNode status = status();
        return status.path("pid").asLong() == started.pid()
                && (status.has("reason") || status.path("ready").asBoolean());
    }

    private JsonNode status() throws IOException {
        try {
            return JSON.readTree(Files.readAllBytes(home.resolve("run/status.json")));
        } catch (NoSuchFileException e) {
            return JSON.createObjectNode();
        }
    }

    private static String use(String name, String caller) {
        return "{\"Name\":\"%s\",\"ID\":\"%s\"}".formatted(name, caller);
    }
}
