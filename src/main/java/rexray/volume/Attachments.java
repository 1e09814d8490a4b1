package rexray.volume;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.ControlPlane.HostState;
import rexray.volume.UnderWay.Step;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.NotFound;

/**
 * What it takes to have a volume mounted on this host, and to let it go again: mapping, device, file system, mount. Each
 * step tolerates having been done already; what fails after the mapping is undone in reverse. The caller holds the
 * volume's lock.
 */
final class Attachments {
    private static final Logger log = LoggerFactory.getLogger(Attachments.class);
    /** Short enough that the answer to a Mount whose own time is up still reaches the Docker engine. */
    static final Duration UNDO_TIMEOUT = Duration.ofSeconds(8);

    private final ControlPlane array;
    private final Node node;
    private final Host host;
    private final Supplier<VolumeOptions> options;
    private final NoteStore<MappingNote> mappings;
    private final Devices devices;
    private final InstantSource clock;
    private final Preemption preemption;
    private final LostMounts lost;
    private final UnderWay underWay;
    private final Journal journal;

    Attachments(ControlPlane array, Node node, Host host, Supplier<VolumeOptions> options, String bootId,
            InstantSource clock, Supplier<UUID> uuids, UnderWay underWay, Journal journal) {
        this.array = array;
        this.node = node;
        this.host = host;
        this.options = options;
        this.mappings = new NoteStore<>(options.get().stateDirectory().resolve("mappings"), MappingNote.class);
        this.devices = new Devices(node, host,
                new NoteStore<>(options.get().stateDirectory().resolve("formats"), FormatNote.class), uuids, underWay,
                journal);
        this.clock = clock;
        this.preemption = new Preemption(array, options, clock, underWay, journal);
        this.underWay = underWay;
        this.journal = journal;
        this.lost = new LostMounts(host,
                new NoteStore<>(options.get().runDirectory().resolve("lost"), LostNote.class), bootId, clock);
    }

    /** Of volumes that were taken from here long ago, and that we do not claim any more. */
    void forgetOldFences() {
        preemption.forgetOldFences(mappings.all().keySet());
    }

    /** How many volumes were taken from other hosts so far. */
    long takeovers() {
        return preemption.takeover().count();
    }

    LostMounts lost() {
        return lost;
    }

    NoteStore<MappingNote> mappings() {
        return mappings;
    }

    /** What was begun to be made on volumes. */
    NoteStore<FormatNote> formats() {
        return devices.formats();
    }

    /** Where the volume of that name is, or would be, mounted. */
    Path mountpoint(VolumeName name) {
        return options.get().mountRoot().resolve(name.value());
    }

    /** What is mounted at the volume's mountpoint, on top if there are several. */
    Optional<Mount> mounted(VolumeName name) {
        Path mountpoint = mountpoint(name);
        return host.mounts().reversed().stream().filter(mount -> mount.mountpoint().equals(mountpoint)).findFirst();
    }

    /** The device of a volume that is mapped here, once it shows that size. */
    BlockDevice deviceOfSize(VolumeName name, VolumeId id, Size size, Deadline deadline) {
        return devices.ofSize(name, id, size, deadline);
    }

    /** Who on this host has a mount of its own of the volume; empty if its device is not there, so that nobody knows. */
    Optional<List<String>> holdersElsewhere(VolumeId id) {
        return host.device(node.device(id)).map(host::holdersElsewhere);
    }

    /** Brings a volume that is not mounted here to its mountpoint, from other hosts too as far as the configuration says. */
    void attach(VolumeName name, VolumeId id, Deadline deadline) {
        lost.requireEnded(name, id);
        Volume volume = array.read(id, deadline).orElseThrow(() -> NotFound.volume(name));
        bring(name, volume, self(deadline), NewFileSystem.of(options.get().fileSystem()), deadline);
    }

    /**
     * The same of a volume that no other host holds; this takes it from none.
     *
     * @param forBlank what a blank volume is formatted with
     */
    Found attachFree(VolumeName name, VolumeId id, NewFileSystem forBlank, Deadline deadline) {
        lost.requireEnded(name, id);
        Volume volume = array.read(id, deadline).orElseThrow(() -> NotFound.volume(name));
        NodeId self = self(deadline);
        requireFree(name, volume, self, deadline);
        try (var _ = underWay.begin(name, Step.ATTACHING, "attaching it")) {
            return bring(name, volume, self, forBlank, deadline);
        }
    }

    private Found bring(VolumeName name, Volume volume, NodeId self, NewFileSystem forBlank, Deadline deadline) {
        Optional<MappingNote> before = mappings.get(volume.id());
        try {
            map(name, volume, self, deadline);
            return mount(name, volume, forBlank, deadline);
        } catch (VolumeException e) {
            Deadline undoing = Deadline.after(UNDO_TIMEOUT);
            undo(name, volume.id(), before, e, undoing);
            if (e instanceof HostFailure failure) {
                preemption.takeover().requireNotTaken(name, volume.id(), self, failure, undoing);
            }
            throw e;
        }
    }

    /**
     * Maps a volume that no other host holds here, without mounting it.
     *
     * @return its device
     */
    Path hold(VolumeName name, VolumeId id, Deadline deadline) {
        lost.requireEnded(name, id);
        Volume volume = array.read(id, deadline).orElseThrow(() -> NotFound.volume(name));
        NodeId self = self(deadline);
        requireFree(name, volume, self, deadline);
        Optional<MappingNote> before = mappings.get(id);
        try {
            map(name, volume, self, deadline);
            return devices.awaitOwn(name, id, deadline);
        } catch (VolumeException e) {
            undo(name, id, before, e, Deadline.after(UNDO_TIMEOUT));
            throw e;
        }
    }

    private void requireFree(VolumeName name, Volume volume, NodeId self, Deadline deadline) {
        if (!Takeover.others(volume, self).isEmpty()) {
            throw preemption.takeover().held(name, volume, self, deadline);
        }
    }

    /**
     * Takes the volume from whoever holds it, because a person says so, and maps it here. One that is mounted here, by a
     * device that is still the volume's, is here already.
     *
     * @return who held it
     * @throws InUse if it is mounted here by one that is not
     */
    List<Holder> takeOver(VolumeName name, VolumeId id, Deadline deadline) {
        noteIfCutOff(name, id);
        lost.requireEnded(name, id);
        if (mounted(name).isPresent()) {
            return List.of();
        }
        Volume volume = preemption.takeover().read(name, id, deadline);
        NodeId self = self(deadline);
        try (var _ = underWay.begin(name, Step.ATTACHING, "taking it from its holders")) {
            preemption.freeByOrder(name, volume, self, deadline);
        }
        Volume now = preemption.takeover().read(name, id, deadline);
        preemption.takeover().requireNoOther(name, now, self);
        map(name, now, self, deadline);
        return Takeover.others(volume, self);
    }

    /**
     * Gives a mount up whose volume is surely not this host's any more: its file system is shut down first, then taken
     * off its mountpoint. May be repeated.
     *
     * @param volume as the array tells it now; empty if it was removed
     * @param evidence what on this host shows it, for the log
     */
    void lose(VolumeName name, VolumeId id, Mount mount, Optional<Volume> volume, NodeId self, String evidence,
            Deadline deadline) {
        lost.note(name, id, mount);
        volume.ifPresent(now -> preemption.noteFenced(name, now, self));
        host.shutDown(mount, deadline);
        host.detach(mount.mountpoint(), deadline);
        String why = evidence + ", and the array says that it is "
                + volume.map(Volume::whoseItIs).orElse("removed");
        journal.tell(Event.of(Event.Kind.LOST, name, id, "was lost to this host: " + why + ". Its file system here"
                + " was shut down: unsynced data is gone, and containers that use it get I/O errors; stop them")
                .because(why));
    }

    /**
     * Takes the volume off its mountpoint and ends the mapping if it is ours; success if both are gone already.
     *
     * @throws VolumeException.InUse if anything on this host still uses it; the mapping then stays
     */
    void release(VolumeName name, VolumeId id, Deadline deadline) {
        takeOff(name, id, deadline);
        mappings.get(id).ifPresent(note -> endNoted(name, id, note, deadline));
    }

    /** Ends a noted mapping. While another host's SDC seems to have it, the note stays: it may be this host's. */
    private void endNoted(VolumeName name, VolumeId id, MappingNote note, Deadline deadline) {
        NodeId noted = new NodeId(note.node());
        if (!note.ours() || !isOfAnother(id, noted, deadline)) {
            unmap(name, id, note, deadline);
        } else if (array.read(id, deadline).filter(volume -> volume.isHeldBy(noted)).isPresent()) {
            log.warn("volume {} was mapped to SDC {}, as which the array knew this host then. That SDC now belongs to"
                    + " another host and is connected, so the mapping is left alone; unmap it at the array if nobody"
                    + " uses the volume there", name, noted);
        } else {
            noteIfTaken(name, id, noted, deadline);
            mappings.remove(id);
        }
    }

    private void takeOff(VolumeName name, VolumeId id, Deadline deadline) {
        if (!isMountedByNamesake(name, id)) {
            noteIfCutOff(name, id);
            host.unmount(mountpoint(name), deadline);
        }
        lost.requireEnded(name, id);
        host.device(node.device(id)).ifPresent(host::requireUnused);
    }

    /** Whether the mountpoint holds another volume of that name, as one that was made after this one was removed. */
    private boolean isMountedByNamesake(VolumeName name, VolumeId id) {
        return mounted(name).filter(mount -> mappings.all().entrySet().stream()
                .filter(note -> note.getValue().name().equals(name.value()) && !note.getKey().equals(id))
                .anyMatch(note -> host.device(node.device(note.getKey())).filter(mount::isOf).isPresent()))
                .isPresent();
    }

    /**
     * Whether the SDC that a volume was mapped to is not this host's, and at work: it may use the volume by now. Whom the
     * array takes this host for is no proof by itself, if this host can read the volume and that one does not hold it.
     */
    private boolean isOfAnother(VolumeId id, NodeId noted, Deadline deadline) {
        try {
            NodeId self = self(deadline);
            if (noted.equals(self) || array.state(noted, deadline) != HostState.CONNECTED) {
                return false;
            }
            return host.device(node.device(id)).filter(device -> host.isReadable(device, deadline)).isEmpty()
                    || array.read(id, deadline).filter(volume -> volume.isHeldBy(self)).isPresent();
        } catch (NotFound | HostFailure e) {
            log.debug("volume {}: assuming that SDC {} is this host's: {}", id, noted, e.getMessage());
            return false;
        }
    }

    private void unmap(VolumeName name, VolumeId id, MappingNote note, Deadline deadline) {
        NodeId self = new NodeId(note.node());
        if (!note.ours()) {
            log.warn("volume {} stays mapped to this host, because it was mapped before its first mount here", name);
            noteIfTaken(name, id, self, deadline);
        } else if (array.unmap(id, self, deadline) == ControlPlane.Unmapping.WAS_NONE) {
            noteIfTaken(name, id, self, deadline);
        }
        mappings.remove(id);
    }

    /** A volume that others got before its last use here ended was taken from this host, though nobody had noticed. */
    private void noteIfTaken(VolumeName name, VolumeId id, NodeId self, Deadline deadline) {
        array.read(id, deadline).filter(now -> !now.holders().isEmpty() && !now.isHeldBy(self))
                .ifPresent(now -> preemption.noteFenced(name, now, self));
    }

    /** Without its device nobody but the kernel can tell when the file system has ended. */
    private void noteIfCutOff(VolumeName name, VolumeId id) {
        Optional<BlockDevice> device = host.device(node.device(id));
        mounted(name).filter(mount -> FileSystemType.named(mount.type()).isPresent())
                .filter(mount -> device.isEmpty() || !mount.isOf(device.get()))
                .ifPresent(mount -> lost.note(name, id, mount));
    }

    /**
     * Ends the mapping to this host, whoever asked for it, because a person says so; success if there is none. What is
     * mounted for nobody goes first.
     *
     * @throws InUse if anything on this host uses the volume
     */
    void letGo(VolumeName name, VolumeId id, Deadline deadline) {
        requireOurMount(name, id);
        release(name, id, deadline);
        NodeId self = self(deadline);
        if (array.read(id, deadline).filter(volume -> volume.isHeldBy(self)).isPresent()) {
            host.device(node.device(id)).ifPresent(host::requireUnused);
            array.unmap(id, self, deadline);
        }
    }

    /** @throws InUse if the volume is mounted, and not by us */
    void requireOurMount(VolumeName name, VolumeId id) {
        mounted(name).filter(_ -> mappings.get(id).isEmpty()).ifPresent(mount -> {
            throw new InUse("volume " + name + " is mounted at " + mount.mountpoint() + ", but not by rexray",
                    "unmount it first");
        });
    }

    /** The array's id of this host. */
    NodeId self(Deadline deadline) {
        return array.identify(node.identity(deadline), deadline);
    }

    private void map(VolumeName name, Volume volume, NodeId self, Deadline deadline) {
        VolumeId id = volume.id();
        if (volume.isHeldOnlyBy(self)) {
            mappings.put(id, MappingNote.of(name, self, isOurs(id, self), volume, clock.instant()));
            return;
        }
        // If somebody here uses it, the array mistakes us for somebody else, and would have us end our own hold.
        host.device(node.device(id)).ifPresent(host::requireUnused);
        if (!volume.holders().isEmpty()) {
            if (!volume.isHeldBy(self) && mappings.get(id).isPresent()) {
                preemption.noteFenced(name, volume, self);
            }
            preemption.free(name, volume, self, deadline);
        }
        boolean ours = !volume.isHeldBy(self) || isOurs(id, self);
        mappings.put(id, MappingNote.of(name, self, ours, volume, clock.instant()));
        ControlPlane.Mapping mapping;
        try {
            mapping = array.map(id, self, deadline);
        } catch (HeldElsewhere e) {
            mappings.remove(id);
            throw array.read(id, deadline).map(now -> preemption.takeover().held(name, now, self, deadline))
                    .orElse(e);
        }
        if (mapping == ControlPlane.Mapping.WAS_THERE) {
            requireOnlyHolder(name, id, self, deadline);
        }
        preemption.forgetFence(id);
    }

    /** Whether we asked for the mapping that this host has. A note of a mapping to another SDC says nothing of it. */
    private boolean isOurs(VolumeId id, NodeId self) {
        return mappings.get(id).filter(note -> note.ours() && note.node().equals(self.value())).isPresent();
    }

    private void requireOnlyHolder(VolumeName name, VolumeId id, NodeId self, Deadline deadline) {
        Volume now = array.read(id, deadline).orElseThrow(() -> NotFound.volume(name));
        if (!now.isHeldOnlyBy(self)) {
            throw preemption.takeover().held(name, now, self, deadline);
        }
    }

    /** What the array knows of those who hold a volume, in words for a message. */
    String describe(List<Holder> holders, Deadline deadline) {
        return preemption.takeover().describe(holders, deadline);
    }

    private Found mount(VolumeName name, Volume volume, NewFileSystem forBlank, Deadline deadline) {
        BlockDevice device = devices.open(name, volume, deadline);
        Devices.Prepared prepared = devices.prepare(name, volume.id(), device, forBlank, deadline);
        try (var _ = underWay.begin(name, Step.MOUNTING, "mounting it")) {
            // Not the request's deadline, which may have passed while the file system was being made.
            host.mount(device, prepared.type(), mountpoint(name),
                    volume.ancestor().isPresent() ? SharedUuid.MAY_BE : SharedUuid.NO,
                    Deadline.after(options.get().mountTimeout()));
        }
        return prepared.found();
    }

    /** @param before what was noted before the attempt that failed */
    private void undo(VolumeName name, VolumeId id, Optional<MappingNote> before, VolumeException why,
            Deadline deadline) {
        Optional<MappingNote> note = mappings.get(id);
        try {
            note.ifPresent(_ -> takeOff(name, id, deadline));
            if (note.equals(before)) {
                note.ifPresent(old -> endNoted(name, id, old, deadline));
            } else {
                // Made just now, whoever the array takes this host for.
                note.ifPresent(made -> unmap(name, id, made, deadline));
            }
        } catch (VolumeException second) {
            why.addSuppressed(second);
        }
    }
}
