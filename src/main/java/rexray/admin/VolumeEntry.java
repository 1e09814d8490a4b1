package rexray.admin;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rexray.volume.Holder;
import rexray.volume.Interior;
import rexray.volume.Size;
import rexray.volume.Volume;
import rexray.volume.Volume.Provisioning;
import rexray.volume.VolumeId;
import rexray.volume.VolumeView;

/**
 * A volume as a person at this host is shown it.
 *
 * @param pool name of its storage pool
 * @param domain name of its protection domain
 * @param path the directory that containers get, while it is mounted here
 * @param device while it is mapped here
 * @param uses how many uses of the mount are counted on this host
 * @param heldBy everyone who may do I/O on it, in words
 * @param fileSystem how much its file system can hold, while it is mounted here and somebody has looked
 * @param remembered what is written on it, by the names of the options, while it is mounted here
 * @param lostSince when its mount here was found cut off from it
 * @param seenAt when the array said so
 */
public record VolumeEntry(VolumeId id, String name, Size size, Provisioning provisioning, String pool, String domain,
        State state, Optional<Path> path, Optional<Path> device, int uses, List<String> heldBy, Instant created,
        Optional<Size> fileSystem, Map<String, String> remembered, Optional<Instant> lostSince, Instant seenAt) {

    public VolumeEntry {
        heldBy = List.copyOf(heldBy);
        remembered = Collections.unmodifiableMap(new LinkedHashMap<>(remembered));
    }

    /** Who holds a volume, by the original's words. */
    public enum State {
        /** Nobody. */
        AVAILABLE,
        /** This host. */
        ATTACHED,
        /** Somebody else. */
        UNAVAILABLE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Which volume it is, for a sentence. */
    public String inWords() {
        return "volume " + name + " (" + id.volume() + ", " + size + ", " + state + ")";
    }

    static VolumeEntry of(VolumeView view, State state, Optional<Path> device) {
        Volume volume = view.volume();
        return new VolumeEntry(volume.id(), volume.name().orElse(""), volume.size(), volume.provisioning(),
                volume.pool(), volume.domain(), state, view.mountpoint(), device, view.users(),
                volume.holders().stream().map(Holder::toString).toList(), volume.created(),
                view.interior().flatMap(Interior::capacity), view.interior().map(VolumeEntry::words).orElse(Map.of()),
                view.lostSince(), view.seenAt());
    }

    private static Map<String, String> words(Interior interior) {
        Map<String, String> words = new LinkedHashMap<>();
        interior.settings().byName().forEach((name, value) -> words.put(name, value.toString()));
        return words;
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("system", id.system());
        json.put("id", id.volume());
        json.put("name", name);
        json.put("sizeInBytes", size.bytes());
        json.put("provisioning", provisioning.name());
        json.put("pool", pool);
        json.put("domain", domain);
        json.put("state", state.name());
        json.put("path", path.map(Path::toString).orElse(null));
        json.put("device", device.map(Path::toString).orElse(null));
        json.put("uses", uses);
        json.put("heldBy", heldBy);
        json.put("created", created.toString());
        json.put("fileSystemInBytes", fileSystem.map(Size::bytes).orElse(null));
        json.put("remembered", remembered);
        json.put("lostSince", lostSince.map(Instant::toString).orElse(null));
        json.put("seenAt", seenAt.toString());
        return json;
    }

    static VolumeEntry parse(JsonObject json) {
        return new VolumeEntry(new VolumeId(json.text("system"), json.text("id")), json.text("name"),
                new Size(json.number("sizeInBytes")), Provisioning.valueOf(json.text("provisioning")),
                json.text("pool"), json.text("domain"), State.valueOf(json.text("state")),
                json.find("path").map(Path::of), json.find("device").map(Path::of),
                Math.toIntExact(json.number("uses")), json.texts("heldBy"), Instant.parse(json.text("created")),
                json.findNumber("fileSystemInBytes").map(Size::new), remembered(json),
                json.find("lostSince").map(Instant::parse), Instant.parse(json.text("seenAt")));
    }

    private static Map<String, String> remembered(JsonObject json) {
        Map<String, String> words = new LinkedHashMap<>();
        json.object("remembered").forEach((name, value) -> words.put(name, String.valueOf(value)));
        return words;
    }
}
