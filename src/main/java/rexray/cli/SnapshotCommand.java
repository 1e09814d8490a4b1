package rexray.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import rexray.admin.Administration;
import rexray.admin.VolumeEntry;
import rexray.volume.SnapshotName;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeName;

/** {@code rexray snapshot …}: volumes as they were at one moment. */
@Command
abstract class SnapshotCommand extends VolumeCommand {
    private static final String NAME = "VOLUME@LABEL";

    private SnapshotCommand(Session session) {
        super(session);
    }

    static Menu menu(Session session) {
        return new Menu().with("create", () -> new Create(session)).with("ls", () -> new Show(session))
                .with("rm", () -> new Remove(session)).with("restore", () -> new Restore(session));
    }

    /** One that takes, removes or uses a snapshot. */
    @Command
    abstract static class Change extends SnapshotCommand {
        private Change(Session session) {
            super(session);
        }

        @Override
        final VolumeAccess.Purpose purpose() {
            return dryRun().purpose();
        }

        @Override
        final int run(Administration volumes) {
            return dryRun().isOn() ? announce(volumes) : change(volumes);
        }

        abstract DryRun dryRun();

        abstract int announce(Administration volumes);

        abstract int change(Administration volumes);

        static Optional<VolumeEntry> find(Administration volumes, SnapshotName name) {
            return volumes.volume(name.full());
        }

        final void say(VolumeEntry snapshot, String what) {
            out().println("snapshot " + snapshot.name() + " (" + snapshot.id().volume() + ", " + snapshot.size() + ") "
                    + what);
        }
    }

    /** {@code rexray snapshot create}. */
    @Command(name = "create", footer = "rexray snapshot create db@before web@before", aliases = {"c", "n",
            "new"}, description = "Takes snapshots, of several volumes at the same moment. They contain what is on disk, as after a power cut, not what programs hold in memory.")
    static final class Create extends Change {
        @Parameters(paramLabel = NAME, arity = "1..*", description = "The volumes, with the same label for all: db@before web@before.")
        private List<String> names = new ArrayList<>();

        @Mixin
        private Printing printing = new Printing();

        @Mixin
        private DryRun dryRun = new DryRun();

        Create(Session session) {
            super(session);
        }

        @Override
        DryRun dryRun() {
            return dryRun;
        }

        @Override
        int announce(Administration volumes) {
            List<SnapshotName> all = names.stream().map(SnapshotName::parse).toList();
            String label = SnapshotName.labelOf(all);
            List<VolumeEntry> of = all.stream().map(name -> existing(volumes, name.volume())).toList();
            List<VolumeEntry> there = all.stream().flatMap(name -> find(volumes, name).stream()).toList();
            if (!there.isEmpty() && there.size() < all.size()) {
                throw new RefusedInput(
                        "no snapshot would be taken, since another one of the same label is there already: "
                                + there.getFirst().name(),
                        "choose another label");
            }
            there.forEach(snapshot -> say(snapshot, "exists already"));
            if (there.isEmpty()) {
                of.forEach(volume -> out()
                        .println(volume.inWords() + " would get the snapshot " + volume.name() + "@" + label));
            }
            return ExitCode.OK;
        }

        @Override
        int change(Administration volumes) {
            List<SnapshotName> all = names.stream().map(SnapshotName::parse).toList();
            volumes.takeSnapshots(all);
            printing.show(out(), all.stream().flatMap(name -> find(volumes, name).stream()).map(VolumeRow::new)
                    .toList(), VolumeRow.COLUMNS);
            return ExitCode.OK;
        }
    }

    /** {@code rexray snapshot ls}. */
    @Command(name = "ls", footer = {"rexray snapshot ls", "rexray snapshot ls db"}, aliases = {"l", "list",
            "get"}, description = "Lists snapshots of volumes, and the copies that were made of them.")
    static final class Show extends SnapshotCommand {
        @Parameters(paramLabel = "VOLUME", arity = "0..*", description = "Whole names of volumes. Default: all, also volumes that are gone")
        private List<String> names = new ArrayList<>();

        @Mixin
        private Printing printing = new Printing();

        Show(Session session) {
            super(session);
        }

        @Override
        VolumeAccess.Purpose purpose() {
            return VolumeAccess.Purpose.READ;
        }

        @Override
        int run(Administration volumes) {
            List<VolumeEntry> found = names.isEmpty()
                    ? volumes.snapshots(Optional.empty())
                    : names.stream().flatMap(name -> volumes.snapshots(Optional.of(new VolumeName(name))).stream())
                            .toList();
            printing.show(out(), found.stream().map(VolumeRow::new).toList(), VolumeRow.COLUMNS);
            return ExitCode.OK;
        }
    }

    /** {@code rexray snapshot rm}. */
    @Command(name = "rm", footer = "rexray snapshot rm db@before", aliases = {"r", "remove", "delete",
            "del"}, description = "Removes snapshots. It is no error if one does not exist. Volumes and copies stay.")
    static final class Remove extends Change {
        @Parameters(paramLabel = NAME, arity = "1..*", description = "The snapshots.")
        private List<String> names = new ArrayList<>();

        @Mixin
        private Printing printing = new Printing();

        @Mixin
        private Conduct conduct = new Conduct();

        Remove(Session session) {
            super(session);
        }

        @Override
        DryRun dryRun() {
            return conduct.dryRun();
        }

        @Override
        int announce(Administration volumes) {
            return each(all(), conduct.diligence(),
                    name -> find(volumes, name).ifPresentOrElse(snapshot -> say(snapshot, "would be removed"),
                            () -> out()
                                    .println("snapshot " + name + " does not exist; nothing would be removed for it")));
        }

        @Override
        int change(Administration volumes) {
            List<VolumeRow> removed = new ArrayList<>();
            int code = each(all(), conduct.diligence(), name -> {
                Optional<VolumeEntry> snapshot = find(volumes, name);
                volumes.removeSnapshot(name);
                snapshot.map(VolumeRow::new).ifPresentOrElse(removed::add, () -> err()
                        .println("rexray: snapshot " + name + " does not exist; nothing is removed for it"));
            });
            if (!removed.isEmpty()) {
                printing.show(out(), removed, VolumeRow.COLUMNS);
            }
            return code;
        }

        private List<SnapshotName> all() {
            return names.stream().map(SnapshotName::parse).toList();
        }
    }

    /** {@code rexray snapshot restore}. */
    @Command(name = "restore", footer = "rexray snapshot restore db@before", description = "Replaces the contents of a volume that nobody holds by those of its snapshot. The old contents are lost.")
    static final class Restore extends Change {
        @Parameters(paramLabel = NAME, description = "The snapshot.")
        private @Nullable String name;

        @Mixin
        private DryRun dryRun = new DryRun();

        Restore(Session session) {
            super(session);
        }

        @Override
        DryRun dryRun() {
            return dryRun;
        }

        @Override
        int announce(Administration volumes) {
            SnapshotName snapshot = SnapshotName.parse(String.valueOf(name));
            VolumeEntry volume = existing(volumes, snapshot.volume());
            VolumeEntry there = existing(volumes, snapshot.full());
            if (volume.state() != VolumeEntry.State.AVAILABLE) {
                throw new InUse(volume.inWords() + " would keep its contents, since it is held by "
                        + String.join(", ", volume.heldBy()), "stop the containers that use it, then try again");
            }
            out().println(volume.inWords() + " would get the contents of " + snapshot + " (" + there.id().volume()
                    + ", taken " + there.created() + "), and lose those that it has");
            return ExitCode.OK;
        }

        @Override
        int change(Administration volumes) {
            SnapshotName snapshot = SnapshotName.parse(String.valueOf(name));
            volumes.restore(snapshot);
            out().println("volume " + snapshot.volume() + " has the contents of " + snapshot);
            return ExitCode.OK;
        }
    }
}
