package rexray.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of the installed program. Closing it tells it to end and waits. */
final class Program implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double TICK_MILLIS = 10;
    private final Process process;
    private final long begun;

    private Program(Process process, long begun) {
        this.process = process;
        this.begun = begun;
    }

    /** Starts it with its output in {@code log}. */
    static Program start(Path executable, Path log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(executable.toString()));
        command.addAll(List.of(arguments));
        long begun = System.nanoTime();
        return new Program(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start(),
                begun);
    }

    /** Something to wait for. */
    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    /** Milliseconds from the start until the condition held. */
    double await(Condition condition) throws IOException, InterruptedException {
        while (!condition.holds()) {
            if (!process.isAlive() || System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IOException("a program ended early, or took too long: " + process.info());
            }
            process.waitFor(1, TimeUnit.MILLISECONDS);
        }
        return millis();
    }

    double millis() {
        return (System.nanoTime() - begun) / 1e6;
    }

    /** Milliseconds until it ended, in success. */
    double awaitEnd() throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new IOException("a command failed with status " + process.exitValue());
        }
        return millis();
    }

    /** Time of all processors so far, in user and kernel mode; {@code proc_pid_stat(5)}, fields 14 and 15. */
    double cpuMillis() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MILLIS;
    }

    /** Resident memory. */
    double mebibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:")).findFirst()
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0).orElseThrow();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("a program did not end when told to: " + process.info());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
