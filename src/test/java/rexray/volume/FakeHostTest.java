package rexray.volume;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Shows that the fake behaves as a real host does, so that what is tested with it holds there. */
final class FakeHostTest extends HostContract {
    private final FakeHost host = new FakeHost();
    private final Map<Path, AtomicReference<Content>> contents = new HashMap<>();
    private final Set<Path> cutOff = new HashSet<>();
    private int mountpoints;

    @Override
    protected Host host() {
        return host;
    }

    @Override
    protected long deviceSize() {
        return 8L << 30;
    }

    @Override
    protected Path plug() {
        Path link = Path.of("/dev/disk/by-id/" + contents.size());
        AtomicReference<Content> content = new AtomicReference<>(new Content.Blank());
        contents.put(link, content);
        host.plug(link, deviceSize(), content::get, content::set, () -> !cutOff.contains(link), new FakeTree());
        return link;
    }

    @Override
    protected void writeForeignContents(Path link) {
        Objects.requireNonNull(contents.get(link)).set(new Content.Foreign("swap space"));
    }

    @Override
    protected void cutOff(Path link) {
        cutOff.add(link);
    }

    @Override
    protected Path newMountpoint() {
        return Path.of("/volumes/" + mountpoints++);
    }

    @Override
    protected boolean isDirectory(Path directory) {
        return host.hasDirectory(directory);
    }

    @Override
    protected void occupy(Path directory) {
        host.occupy(directory);
    }

    @Override
    protected void hold(Path mountpoint) {
        host.hold(mountpoint);
    }

    @Override
    protected void letGo() {
        host.letGo();
    }
}
