package rexray.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import rexray.volume.Mount;

/** Loop devices on sparse files in a directory of the test's own. All of it ends with the test, and what is mounted there. */
final class ScratchDevices implements BeforeEachCallback, AfterEachCallback {
    private Path directory = Path.of("/nonexistent");
    private final Map<Path, Path> files = new HashMap<>();
    private final List<Process> processes = new ArrayList<>();

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        directory = Files.createTempDirectory("rexray-test").toRealPath();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        processes.forEach(ScratchDevices::end);
        for (Mount mount : MountTable.read().mounts().reversed()) {
            if (mount.mountpoint().startsWith(directory)) {
                Tools.run("umount", mount.mountpoint());
            }
        }
        for (Path link : files.keySet()) {
            Tools.run("losetup", "--detach", link.toRealPath());
        }
        Tools.run("rm", "-r", "--one-file-system", directory);
    }

    /** For mountpoints and what else a test needs. */
    Path directory() {
        return directory;
    }

    /** A link to a new device that reads as zeros. */
    Path plug(long size) {
        try {
            Path file = Files.createTempFile(directory, "device", ".img");
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.allocate(1), size - 1);
            }
            Path node = Path.of(Tools.run("losetup", "--find", "--show", file).strip());
            Path link = Path.of(file + ".link");
            Files.createSymbolicLink(link, node);
            files.put(link, file);
            return link;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The link leads to a write-protected device with the same contents from now on. */
    void writeProtect(Path link) {
        try {
            Tools.run("losetup", "--detach", link.toRealPath());
            Files.delete(link);
            Files.createSymbolicLink(link,
                    Path.of(Tools.run("losetup", "--find", "--show", "--read-only", file(link)).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes behind a device. */
    Path file(Path link) {
        return Objects.requireNonNull(files.get(link));
    }

    void write(Path link, long offset, byte[] bytes) {
        try (FileChannel channel = FileChannel.open(link, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes), offset);
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] read(Path link, long offset, int length) {
        try (FileChannel channel = FileChannel.open(link)) {
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining() && channel.read(bytes, offset + bytes.position()) > 0) {
                // Reads on.
            }
            return bytes.array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A link to a new device that reads the same now. */
    Path copy(Path link) {
        Path copy = plug(file(link).toFile().length());
        Tools.run("dd", "if=" + link, "of=" + copy, "bs=1M", "iflag=direct", "oflag=direct", "status=none");
        return copy;
    }

    /** Reads from there on fail with EIO: the device keeps its size, but there is nothing behind it. */
    void lose(Path link, long offset) {
        try (FileChannel channel = FileChannel.open(file(link), StandardOpenOption.WRITE)) {
            channel.truncate(offset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The device shrinks to one sector, as the lab's does when its volume is unmapped. */
    void cutOff(Path link) {
        try (FileChannel channel = FileChannel.open(file(link), StandardOpenOption.WRITE)) {
            channel.truncate(512);
            Tools.run("losetup", "--set-capacity", link.toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that runs until everything is closed. */
    Process start(ProcessBuilder builder) {
        try {
            Process process = builder.redirectErrorStream(true).start();
            processes.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process in a mount namespace of its own, with copies of all mounts there are now. */
    Process startInNewNamespace(String propagation) {
        Process process = start(new ProcessBuilder("unshare", "--mount", "--propagation", propagation, "sh", "-c",
                "echo ready; exec sleep 1000"));
        try {
            process.inputReader().readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return process;
    }

    static void end(Process process) {
        process.destroyForcibly().onExit().join();
    }
}
