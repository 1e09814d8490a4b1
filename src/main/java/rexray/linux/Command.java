package rexray.linux;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.Deadline;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.TimedOut;

/**
 * A program with its arguments, run as a child process: no shell, nothing on its standard input, and an environment of
 * our own making, so that nobody's settings change what it does or says.
 *
 * <p>Whatever can hang in the kernel is run like this, since a hanging child can be left behind and a hanging thread of
 * the daemon cannot.
 */
record Command(Program program, List<String> arguments) {
    private static final Logger log = LoggerFactory.getLogger(Command.class);

    private static final List<String> DIRECTORIES = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");
    private static final Map<String, String> ENVIRONMENT = Map.of("LC_ALL", "C", "PATH", String.join(":", DIRECTORIES));
    /** For what goes on beside a command: one thread for each pipe that is open just now. */
    static final Executor THREADS = Executors
            .newCachedThreadPool(Thread.ofPlatform().daemon().name("beside a command").factory());
    /** pipe(7): so much is taken without a reader. */
    private static final int PIPE = 65536;
    private static final int MOST_BYTES_OF_A_CHAR = 3;
    private static final Duration LAST_WORDS = Duration.ofMillis(200);

    /** Takes what a program writes, to its end. */
    @FunctionalInterface
    interface Reader {
        void read(InputStream pipe) throws IOException;
    }

    static Command of(Program program, Object... arguments) {
        List<String> texts = new ArrayList<>();
        for (Object argument : arguments) {
            texts.add(argument.toString());
        }
        return new Command(program, List.copyOf(texts));
    }

    /**
     * Runs it to its end.
     *
     * @throws HostFailure if the program is missing
     * @throws TimedOut if the deadline passes first. The child is killed then; one that hangs in the kernel dies only
     *     when the kernel lets it go, and nobody waits for that.
     */
    CommandResult run(Deadline deadline) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        CommandResult result = run(deadline, pipe -> pipe.transferTo(output));
        return result.withOutput(output.toByteArray());
    }

    /** The same; the standard output goes to {@code reader}, on another thread, and is not in the result. */
    CommandResult run(Deadline deadline, Reader reader) {
        return run("", deadline, reader);
    }

    /** The same, with a text on the standard input that is short enough for the kernel to take it without the program. */
    CommandResult run(String input, Deadline deadline) {
        if (input.length() * MOST_BYTES_OF_A_CHAR > PIPE) {
            throw new IllegalArgumentException("an input of " + input.length() + " characters");
        }
        return run(input, deadline, pipe -> pipe.transferTo(OutputStream.nullOutputStream()));
    }

    private CommandResult run(String input, Deadline deadline, Reader reader) {
        if (deadline.hasPassed()) {
            throw new TimedOut("`" + this + "` was not run, because the time limit had passed", "try again");
        }
        long begun = System.nanoTime();
        Process process = start(input);
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        CompletableFuture<Void> output = drain(process.getInputStream(), reader);
        CompletableFuture<Void> complaints = drain(process.getErrorStream(), pipe -> pipe.transferTo(errors));
        try {
            int exitCode = exitCode(process, deadline);
            await(output, deadline);
            await(complaints, deadline);
            CommandResult result = new CommandResult(exitCode, errors.toString(StandardCharsets.UTF_8));
            log.debug("`{}` ended in {} ms with exit code {}{}", this, (System.nanoTime() - begun) / 1_000_000,
                    result.exitCode(), result.errors().isBlank() ? "" : ": " + result.errors().strip());
            return result;
        } catch (TimeoutException e) {
            throw killed(process);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new HostFailure("`" + this + "` was interrupted", "try again", e);
        } catch (ExecutionException e) {
            process.destroyForcibly();
            throw new HostFailure("the output of `" + this + "` could not be read: " + e.getMessage(), "try again", e);
        }
    }

    private Process start(String input) {
        List<String> line = new ArrayList<>();
        line.add(find().toString());
        line.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(line);
        if (input.isEmpty()) {
            builder.redirectInput(new File("/dev/null"));
        }
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        try {
            return feed(builder.start(), input);
        } catch (IOException e) {
            throw new HostFailure("`" + this + "` could not be started: " + e.getMessage(),
                    "check the limits on processes and memory", e);
        }
    }

    private static Process feed(Process process, String input) {
        if (!input.isEmpty()) {
            try (OutputStream pipe = process.getOutputStream()) {
                pipe.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading, and its exit code tells why.
                log.debug("the input of a command was not taken", e);
            }
        }
        return process;
    }

    private Path find() {
        return DIRECTORIES.stream().map(directory -> Path.of(directory).resolve(program.name()))
                .filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new HostFailure("the program " + program.name() + " is not on this host",
                        "install it; on Debian, run `apt install " + program.debianPackage() + "`", null));
    }

    /** A thread for each pipe: a child whose one pipe is full waits, whatever the other one does. */
    private static CompletableFuture<Void> drain(InputStream pipe, Reader reader) {
        return CompletableFuture.runAsync(() -> {
            try (pipe) {
                reader.read(pipe);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, THREADS);
    }

    private static int exitCode(Process process, Deadline deadline) throws InterruptedException, TimeoutException {
        if (!process.waitFor(deadline.remaining())) {
            throw new TimeoutException();
        }
        return process.exitValue();
    }

    private static void await(CompletableFuture<Void> drained, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        drained.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
    }

    private TimedOut killed(Process process) {
        process.destroyForcibly();
        boolean dead;
        try {
            dead = process.waitFor(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            dead = false;
        }
        if (dead) {
            return new TimedOut("`" + this + "` took too long and was killed",
                    "try again; if that does not help, see `dmesg` and the array for why the device does not answer");
        }
        return new TimedOut("`" + this + "` (pid " + process.pid() + ") hangs in the kernel and cannot be killed",
                "see `dmesg` and the array for why the device does not"
                        + " answer; the process ends by itself once it does");
    }

    /** The command line, for messages. */
    @Override
    public String toString() {
        return arguments.isEmpty() ? program.name() : program.name() + " " + String.join(" ", arguments);
    }
}
