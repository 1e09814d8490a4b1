package rexray.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import rexray.volume.BlockDevice;
import rexray.volume.FileSystemType;
import rexray.volume.Host;
import rexray.volume.HostContract;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
        containers.add(devices.startInNewNamespace("private"));
    }

    @Override
    protected void letGo() {
        containers.forEach(ScratchDevices::end);
    }

    /** systemd gives many services a mount namespace, into which mounts of the host come and from which they go. */
    @Test
    void copyThatGoesWithOurMountIsNobodysUse() throws Exception {
        Path shared = Files.createDirectories(devices.directory().resolve("shared"));
        Tools.run("mount", "--bind", shared, shared);
        try {
            Tools.run("mount", "--make-shared", shared);
            BlockDevice device = formatted(FileSystemType.EXT4);
            Path mountpoint = shared.resolve("db");
            host.mount(device, FileSystemType.EXT4, mountpoint, soon());
            Process service = devices.startInNewNamespace("slave");
            assertEquals(List.of(), host.holdersElsewhere(device));
            host.unmount(mountpoint, soon());
            host.requireUnused(device);
            ScratchDevices.end(service);
        } finally {
            Tools.run("umount", shared);
        }
    }
}
