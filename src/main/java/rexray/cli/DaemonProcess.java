package rexray.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import rexray.volume.Reason;
import rexray.volume.VolumeException.HostFailure;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A daemon that was just started: this program again, in a session of its own and with a log for its output, so that it
 * outlives the terminal.
 */
final class DaemonProcess {
    private static final int LAST_LINES = 20;
    private final Process process;
    private final Path logFile;
    private final long logBefore;

    private DaemonProcess(Process process, Path logFile, long logBefore) {
        this.process = process;
        this.logFile = logFile;
        this.logBefore = logBefore;
    }

    static DaemonProcess start(Session session) {
        Path logFile = session.places().log();
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(session.program());
        command.addAll(List.of("service", "start", "-f"));
        session.namedConfig().ifPresent(file -> command.addAll(List.of("-c", file.toString())));
        session.namedLogLevel().ifPresent(level -> command.addAll(List.of("-l", level.name())));
        command.addAll(session.flags().words());
        try {
            long logBefore = prepare(logFile);
            var log = ProcessBuilder.Redirect.appendTo(logFile.toFile());
            Process process = new ProcessBuilder(command).directory(Path.of("/").toFile())
                    .redirectInput(Path.of("/dev/null").toFile()).redirectOutput(log).redirectError(log).start();
            return new DaemonProcess(process, logFile, logBefore);
        } catch (IOException e) {
            throw new HostFailure("the daemon's process or its log " + logFile + " cannot be made: " + Reason.of(e),
                    "check the file system, and that util-linux (setsid) is installed", e);
        }
    }

    /** The log's size before this daemon; a new one is not for everybody to read. */
    private static long prepare(Path logFile) throws IOException {
        Path directory = logFile.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        if (Files.notExists(logFile)) {
            Files.createFile(logFile,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
        }
        return Files.size(logFile);
    }

    long pid() {
        return process.pid();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Waits for its end; {@code true} if it ended. */
    boolean waitFor(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    void kill() {
        process.destroyForcibly();
    }

    /** The last lines that it wrote to its log. */
    String lastWords() {
        try (FileChannel channel = FileChannel.open(logFile, StandardOpenOption.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Math.min(channel.size() - logBefore, 1 << 16)));
            channel.read(bytes, channel.size() - bytes.capacity());
            List<String> lines = UTF_8.decode(bytes.flip()).toString().lines().filter(line -> !line.isBlank()).toList();
            return lines.isEmpty()
                    ? "it ended with status " + process.exitValue() + " and said nothing"
                    : lines.stream().skip(Math.max(0, lines.size() - LAST_LINES)).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return "it ended with status " + process.exitValue() + "; its log " + logFile + " cannot be read: "
                    + Reason.of(e);
        }
    }
}
