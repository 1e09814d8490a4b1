package rexray.lab;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rexray.Await;
import rexray.Main;
import rexray.TestJava;

/** {@code rexray lab gateway} as a process of its own, which dies by SIGKILL. */
final class GatewayProcess implements ClusterGateway {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern READY = Pattern.compile("(?m)^ready .* plain=http://127\\.0\\.0\\.1:(\\d+)$");
    private final Path directory;
    private final Path output;
    private Process process;
    private int port;

    private GatewayProcess(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        output = directory.resolveSibling("gateway.log");
        process = run();
    }

    /** Returns when it answers. */
    static GatewayProcess start(Path directory) throws IOException, InterruptedException {
        return new GatewayProcess(directory);
    }

    private Process run() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(TestJava.command());
        command.addAll(List.of(Main.class.getName(), "lab", "gateway", "--dir", directory.toString(), "--listen",
                "127.0.0.1:0", "--http", "127.0.0.1:" + port));
        Process started = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            if (!Await.upTo(PATIENCE, () -> !started.isAlive() || READY.matcher(said()).find()) || !started.isAlive()) {
                throw new IOException("the gateway is not ready: " + said());
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            started.destroyForcibly();
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
        Matcher ready = READY.matcher(said());
        if (ready.find()) {
            port = Integer.parseInt(ready.group(1));
        }
        return started;
    }

    private String said() throws IOException {
        return Files.readString(output);
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public String password() {
        return new LabDirectory(directory).password();
    }

    /** From a copy: who loads it works the changes into it. */
    @Override
    public State state() {
        try {
            Path copy = Files.createTempDirectory(directory.getParent(), "state");
            // In this order: a change is none when it is made once more.
            for (String file : List.of("state.json", "changes.jsonl")) {
                if (Files.exists(directory.resolve(file))) {
                    Files.copy(directory.resolve(file), copy.resolve(file), StandardCopyOption.REPLACE_EXISTING);
                }
            }
            return new StateFile(copy).load().orElseThrow();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void dieAndRise() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = run();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("the gateway does not end: " + said());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
