package rexray.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import rexray.volume.Host;
import rexray.volume.HostContract;

/** The contract on real loop devices, real file systems, real processes and real mount namespaces. */
final class LinuxHostIT extends HostContract {
    private static final long MIB = 1L << 20;

    private final Host host = LinuxHost.create();
    private final List<Process> containers = new ArrayList<>();
    @RegisterExtension
    private final ScratchDevices devices = new ScratchDevices();
    private int mountpoints;

    @Override
    protected Host host() {
        return host;
    }

    @Override
    protected long deviceSize() {
        return 320 * MIB;
    }

    @Override
    protected Path plug() {
        return devices.plug(deviceSize());
    }

    @Override
    protected void writeForeignContents(Path link) {
        Tools.run("mkswap", link);
    }

    @Override
    protected void cutOff(Path link) {
        devices.cutOff(link);
    }

    @Override
    protected Path newMountpoint() {
        return devices.directory().resolve("volumes/" + mountpoints++);
    }

    @Override
    protected boolean isDirectory(Path path) {
        return Files.isDirectory(path);
    }

    @Override
    protected void occupy(Path path) {
        devices.start(new ProcessBuilder("sleep", "1000").directory(path.toFile()));
    }

    @Override
    protected void hold(Path mountpoint) {
        containers.add(devices.startInNewNamespace());
    }

    @Override
    protected void letGo() {
        containers.forEach(ScratchDevices::end);
    }
}
