package rexray.volume;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeException.TimedOut;
import rexray.volume.VolumeException.Unsupported;

/**
 * What a mounted volume is given before anybody gets it: its data directory, and whatever it remembers, see
 * {@link SettingsFile}. Each step may be repeated. The caller holds the volume's lock.
 */
final class Furnishing {
    private static final Logger log = LoggerFactory.getLogger(Furnishing.class);

    private final ControlPlane array;
    private final Host host;
    private final Attachments attachments;
    private final Supplier<VolumeOptions> options;

    Furnishing(ControlPlane array, Host host, Attachments attachments, Supplier<VolumeOptions> options) {
        this.array = array;
        this.host = host;
        this.attachments = attachments;
        this.options = options;
    }

    Path dataDirectory(VolumeName name) {
        return attachments.mountpoint(name).resolve(options.get().dataDirectory());
    }

    /** Of a volume that has just been mapped and mounted. Returns what it remembers. */
    VolumeSettings open(VolumeName name, VolumeId id) {
        Host.DataDirectory found = makeDirectory(name, soon());
        Optional<SettingsFile> there = parse(name, found);
        if (there.isEmpty()) {
            rememberLongName(name, id);
            return VolumeSettings.NONE;
        }
        VolumeSettings settings = there.get().settings();
        if (found.isNew()) {
            host.own(dataDirectory(name), settings.owner(), settings.mode(), soon());
        }
        present(name, settings);
        limit(name, id, settings.limits());
        return settings;
    }

    /** Of a volume that was mounted before, by us or by a daemon that ended before it came as far as this. */
    VolumeSettings openAgain(VolumeName name, VolumeId id) {
        VolumeSettings settings = parse(name, makeDirectory(name, soon())).map(SettingsFile::settings)
                .orElse(VolumeSettings.NONE);
        present(name, settings);
        try {
            limit(name, id, settings.limits());
        } catch (ArrayUnavailable | TimedOut e) {
            log.warn("volume {}: cannot tell whether its limits are in force: {}", name, e.problem());
        }
        return settings;
    }

    /** What is written on a mounted volume; empty if nothing is. */
    Optional<SettingsFile> remembered(VolumeName name, Deadline deadline) {
        return parse(name, makeDirectory(name, deadline));
    }

    /**
     * Has a mounted volume that remembers nothing of its own remember this, and what its origin gave it beside; success if it
     * does already.
     *
     * @param found what was on it before it was mounted
     * @throws RefusedInput if it remembers something else
     */
    void remember(VolumeName name, VolumeId id, VolumeSettings asked, Found found) {
        Optional<SettingsFile> there = remembered(name, soon());
        Optional<VolumeSettings> own = there.filter(file -> file.volume().equals(id)).map(SettingsFile::settings)
                .filter(settings -> !settings.isEmpty());
        if (own.isPresent()) {
            asked.differenceFrom(own.get()).ifPresent(difference -> {
                throw existsWith(name, difference);
            });
            return;
        }
        if (asked.mkfsOptions().isPresent() && found == Found.FILE_SYSTEM) {
            throw existsWith(name, "a file system, not with one made with " + asked.mkfsOptions().get());
        }
        host.own(dataDirectory(name), asked.owner(), asked.mode(), soon());
        write(name, id, asked.or(there.map(SettingsFile::settings).orElse(VolumeSettings.NONE)));
    }

    /** Replaces what a mounted volume remembers. */
    void write(VolumeName name, VolumeId id, VolumeSettings settings) {
        host.writeFile(SettingsFile.on(attachments.mountpoint(name)),
                new SettingsFile(id, name.value(), settings).text(), soon());
    }

    /** Has the array limit this host, which the volume is mapped to; nothing is asked of it where there is no limit. */
    void limit(VolumeName name, VolumeId id, Limits limits) {
        if (!limits.equals(Limits.NONE)) {
            limiting(name).limit(id, attachments.self(soon()), limits, soon());
        }
    }

    /** @throws Unsupported if the array cannot limit what a host does */
    Limiting limiting(VolumeName name) {
        if (array instanceof Limiting limiting) {
            return limiting;
        }
        throw new Unsupported("volume " + name + ": this array cannot limit I/O",
                "leave the limits out");
    }

    /** @throws RefusedInput if volumes can remember nothing on this host */
    void requirePlace(VolumeName name) {
        if (options.get().dataDirectory().isEmpty()) {
            throw new RefusedInput(
                    "volume " + name
                            + " cannot store its options: containers on this host get the whole volume (rootPath:"
                            + " /) and could change them",
                    "leave the options out, or set libstorage.integration.volume.operations.mount.rootPath to /data");
        }
    }

    private void present(VolumeName name, VolumeSettings settings) {
        MountOptions wanted = settings.mountOptions().orElse(MountOptions.NONE);
        Access access = settings.access().orElse(Access.READ_WRITE);
        if (!wanted.isEmpty() || access == Access.READ_ONLY) {
            host.remount(attachments.mountpoint(name), wanted, access, soon());
        }
    }

    /** For whoever finds the volume at the array, by the name that is shorter there. */
    private void rememberLongName(VolumeName name, VolumeId id) {
        if (!options.get().dataDirectory().isEmpty() && !array.nameThere(name).equals(Optional.of(name.value()))) {
            write(name, id, VolumeSettings.NONE);
        }
    }

    /** Where containers get all of a volume, what is written there is theirs. */
    private Host.DataDirectory makeDirectory(VolumeName name, Deadline deadline) {
        Optional<Path> beside = options.get().dataDirectory().isEmpty()
                ? Optional.empty()
                : Optional.of(SettingsFile.on(attachments.mountpoint(name)));
        return host.makeDirectory(dataDirectory(name), options.get().dataDirectoryMode(), beside, SettingsFile.LARGEST,
                deadline);
    }

    private Optional<SettingsFile> parse(VolumeName name, Host.DataDirectory found) {
        return found.beside().map(text -> SettingsFile.parse(text, SettingsFile.on(attachments.mountpoint(name))));
    }

    /** Not a request's deadline, which may have passed while the file system was being made. */
    private Deadline soon() {
        return Deadline.after(options.get().otherTimeout());
    }

    private static RefusedInput existsWith(VolumeName name, String what) {
        return new RefusedInput("volume " + name + " already exists with " + what + " requested",
                "leave out that option to use it as it is, or choose another name");
    }
}
