package rexray.volume;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import rexray.volume.VolumeException.HostFailure;

/** The devices of a {@link FakeHost} and the links that lead to them. */
final class FakeDevices {
    private final Map<Path, Plugged> byLink = new HashMap<>();
    private final Map<Path, Integer> oldDevices = new HashMap<>();
    private final Map<Path, Integer> looksUntilGone = new HashMap<>();
    private int nextMinor;

    record Plugged(BlockDevice device, Supplier<Content> content, Consumer<Content> write, BooleanSupplier readable,
            FakeTree tree) {}

    void plug(Path link, long bytes, Supplier<Content> content, Consumer<Content> write, BooleanSupplier readable,
            FakeTree tree) {
        byLink.computeIfAbsent(link, absent -> new Plugged(
                new BlockDevice(Path.of("/dev/scini" + nextMinor), 7, nextMinor++, bytes), content, write, readable,
                tree));
    }

    void leaveOld(Path link, int looks) {
        oldDevices.put(link, looks);
    }

    void leaveLink(Path stale, Path other) {
        byLink.put(stale, plugged(look(other).orElseThrow()));
    }

    void unplugAfterLooks(Path link, int looks) {
        looksUntilGone.put(link, looks);
    }

    void unplug(Path link) {
        byLink.remove(link);
    }

    void clear() {
        byLink.clear();
    }

    List<Path> links() {
        return List.copyOf(byLink.keySet());
    }

    Stream<BlockDevice> all() {
        return byLink.values().stream().map(Plugged::device);
    }

    /** What the link leads to now; some devices go after a number of looks. */
    Optional<BlockDevice> look(Path link) {
        Integer untilGone = looksUntilGone.computeIfPresent(link, (same, looks) -> looks - 1);
        if (untilGone != null && untilGone < 0) {
            byLink.remove(link);
        }
        Integer looksLeft = oldDevices.computeIfPresent(link, (same, looks) -> looks > 0 ? looks - 1 : null);
        return looksLeft != null
                ? Optional.of(new BlockDevice(Path.of("/dev/scini-old"), 7, 99, 512))
                : Optional.ofNullable(byLink.get(link)).map(Plugged::device);
    }

    void resize(Path link, long bytes) {
        byLink.computeIfPresent(link, (same, old) -> new Plugged(new BlockDevice(old.device().path(),
                old.device().major(), old.device().minor(), bytes), old.content(), old.write(), old.readable(),
                old.tree()));
    }

    Plugged plugged(BlockDevice device) {
        return byLink.values().stream().filter(plugged -> plugged.device().equals(device)).findFirst().orElseThrow();
    }

    /** The same, which fails while it gives no data. */
    Plugged readable(BlockDevice device) {
        Plugged plugged = plugged(device);
        if (!plugged.readable().getAsBoolean()) {
            throw new HostFailure("input/output error on " + device, "look at the array", null);
        }
        return plugged;
    }
}
