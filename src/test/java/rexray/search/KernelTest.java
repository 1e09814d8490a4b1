package rexray.search;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import rexray.volume.Content;
import rexray.volume.Host;
import rexray.volume.HostContract;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Shows that the emulated machine behaves as a real one does, so that what is found with it is true of that. */
final class KernelTest extends HostContract {
    private static final String CONTAINER = "sleep (pid 4712)";
    private final Judge judge = new Judge();
    private final Kernel kernel = new Kernel("node01", judge, this);
    private final Map<Path, Disk> disks = new HashMap<>();
    private int mountpoints;

    @AfterEach
    void nothingWasBroken() {
        assertEquals(java.util.Optional.empty(), judge.verdict());
    }

    @Override
    protected Host host() {
        return kernel;
    }

    @Override
    protected long deviceSize() {
        return 8L << 30;
    }

    @Override
    protected Path plug() {
        Path link = Path.of("/dev/disk/by-id/" + disks.size());
        Disk disk = new Disk("1" + disks.size(), deviceSize());
        disks.put(link, disk);
        kernel.plug(link, disk);
        return link;
    }

    @Override
    protected void writeForeignContents(Path link) {
        Objects.requireNonNull(disks.get(link)).fill(new Content.Foreign("swap space"));
    }

    @Override
    protected void cutOff(Path link) {
        kernel.cutOff(link, Integer.MAX_VALUE);
    }

    @Override
    protected Path newMountpoint() {
        return Path.of("/volumes/" + mountpoints++);
    }

    @Override
    protected boolean isDirectory(Path directory) {
        return kernel.isDirectory(directory);
    }

    @Override
    protected void occupy(Path directory) {
        kernel.occupy(directory);
    }

    @Override
    protected void hold(Path mountpoint) {
        kernel.hold(mountpoint, CONTAINER);
    }

    @Override
    protected void letGo() {
        kernel.letGo(CONTAINER);
    }
}
