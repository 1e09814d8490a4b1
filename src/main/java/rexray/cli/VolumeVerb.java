package rexray.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rexray.admin.Administration;
import rexray.admin.VolumeEntry;
import rexray.cli.Selection.Precision;
import rexray.volume.VolumeName;

/** What one can do to volumes that exist. */
enum VolumeVerb {
    REMOVE("rm", "r remove delete del", "would be removed, with its data", Precision.EXACT,
            "Removes volumes and their data for good; snapshots and copies stay. It is no error if one does not exist.") {
        @Override
        void on(Administration volumes, VolumeName name) {
            volumes.remove(name);
        }
    },
    ATTACH("attach", "a", "would be attached to this host", Precision.PREFIX,
            "Maps volumes to this host without mounting them.") {
        @Override
        void on(Administration volumes, VolumeName name) {
            volumes.attach(name);
        }
    },
    DETACH("detach", "d", "would be detached from this host", Precision.PREFIX,
            "Unmaps volumes from this host, if nobody uses them here.") {
        @Override
        void on(Administration volumes, VolumeName name) {
            volumes.detach(name);
        }
    },
    MOUNT("mount", "m", "would be attached and mounted", Precision.PREFIX,
            "Attaches volumes, formats blank ones, mounts them, and shows where.") {
        @Override
        void on(Administration volumes, VolumeName name) {
            volumes.mount(name);
        }
    },
    UNMOUNT("unmount", "u umount", "would be unmounted and detached, unless a container uses it",
            Precision.PREFIX,
            "Ends the command line's use of volumes. Without other users they are unmounted and detached.") {
        @Override
        void on(Administration volumes, VolumeName name) {
            volumes.unmount(name);
        }
    },
    TAKE_OVER("takeover", "", "would be taken from whoever holds it", Precision.EXACT,
            "Takes volumes from the hosts that hold them and attaches them here. Those hosts lose what they have not written yet.") {
        @Override
        void on(Administration volumes, VolumeName name) {
            volumes.takeOver(name);
        }
    };

    private final String word;
    private final String aliases;
    private final String announcement;
    private final Precision precision;
    private final String description;

    /** @param aliases parted by spaces */
    VolumeVerb(String word, String aliases, String announcement, Precision precision, String description) {
        this.word = word;
        this.aliases = aliases;
        this.announcement = announcement;
        this.precision = precision;
        this.description = description;
    }

    abstract void on(Administration volumes, VolumeName name);

    String word() {
        return word;
    }

    List<String> aliases() {
        return Stream.of(aliases.split(" ")).filter(alias -> !alias.isEmpty()).toList();
    }

    String description() {
        return description;
    }

    String example() {
        return "rexray volume " + word + " db";
    }

    Precision precision() {
        return precision;
    }

    String announcement(VolumeEntry volume) {
        return volume.inWords() + " " + announcement;
    }

    /** How the volume is shown afterwards; empty if there is nothing to show. */
    Optional<VolumeEntry> after(Administration volumes, VolumeEntry before) {
        return this == REMOVE ? Optional.of(before) : volumes.volume(new VolumeName(before.name()));
    }
}
