package rexray.volume;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import rexray.volume.Event.Kind;
import rexray.volume.UnderWay.Step;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.RefusedInput;

/**
 * The devices of volumes that are mapped to this host: waited for, made sure to be the right ones, and given a sound file
 * system where they are proved blank. The caller holds the volume's lock.
 */
final class Devices {
    /** How long a device may go on to be that of a mapping which has ended; the SDC takes it away in its own time. */
    private static final Duration UNTIL_OLD_DEVICES_ARE_GONE = Duration.ofSeconds(1);
    /** How long a device may take to have its new size, once the SDC was asked to look again. */
    private static final Duration UNTIL_IT_HAS_ITS_SIZE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
    private static final Duration BETWEEN_LOOKS_AT_ALL_LINKS = Duration.ofMillis(50);

    /** Making or checking a file system takes as long as the device is large. */
    private static final Duration LONG_WORK = Duration.ofHours(24);

    private final Node node;
    private final Host host;
    private final NoteStore<FormatNote> formats;
    private final Supplier<UUID> uuids;
    private final UnderWay underWay;
    private final Journal journal;

    Devices(Node node, Host host, NoteStore<FormatNote> formats, Supplier<UUID> uuids, UnderWay underWay,
            Journal journal) {
        this.node = node;
        this.host = host;
        this.formats = formats;
        this.uuids = uuids;
        this.underWay = underWay;
        this.journal = journal;
    }

    /** What was begun to be made on volumes. */
    NoteStore<FormatNote> formats() {
        return formats;
    }

    /** The volume's device, once it is there, and surely that volume's. */
    BlockDevice open(VolumeName name, Volume volume, Deadline deadline) {
        Path link = await(name, volume.id(), deadline);
        Poll.every(BETWEEN_LOOKS, deadline.atMost(UNTIL_OLD_DEVICES_ARE_GONE), () -> hasSize(link, volume.size()));
        ofSize(name, volume.id(), volume.size(), deadline);
        requireNoRival(name, volume.id(), deadline);
        // Once more: of two links to one device, the volume's own may be the one that has just changed.
        return ofSize(name, volume.id(), volume.size(), deadline);
    }

    /** Waits for the device, and refuses one that may be another volume's. */
    Path awaitOwn(VolumeName name, VolumeId id, Deadline deadline) {
        Path link = await(name, id, deadline);
        requireNoRival(name, id, deadline);
        return link;
    }

    private void requireNoRival(VolumeName name, VolumeId id, Deadline deadline) {
        if (Poll.every(BETWEEN_LOOKS_AT_ALL_LINKS, deadline.atMost(UNTIL_OLD_DEVICES_ARE_GONE),
                () -> node.rivalOf(id).isEmpty())) {
            return;
        }
        Path link = node.device(id);
        node.rivalOf(id).ifPresent(rival -> {
            String device = host.device(link).map(BlockDevice::toString).orElse("a device that is gone");
            throw new HostFailure(
                    "volume " + name + ": its link " + link + " and another volume's, " + rival + ", both lead to "
                            + device + "; one of them is stale, and whose device this is cannot be told",
                    "renew the links with `udevadm trigger --subsystem-match=block`, or remove the stale one: `drv_cfg"
                            + " --query_block_device_id --block_device " + device
                            + "` names the volume that the device belongs to; then try again",
                    null);
        });
    }

    /**
     * The volume's device, once it has the size that the array says. Unless it does, the node is asked to look again: one
     * that was there before its volume grew keeps its old size until then.
     */
    BlockDevice ofSize(VolumeName name, VolumeId id, Size size, Deadline deadline) {
        Path link = node.device(id);
        if (!hasSize(link, size)) {
            node.rescan(deadline);
        }
        Poll.every(BETWEEN_LOOKS, deadline.atMost(UNTIL_IT_HAS_ITS_SIZE), () -> hasSize(link, size));
        BlockDevice device = host.device(link).orElseThrow(() -> new HostFailure(
                "volume " + name + ": the device " + link + " disappeared while it was being opened", "try again",
                null));
        if (device.sizeInBytes() != size.bytes()) {
            throw new HostFailure(
                    "volume " + name + ": the device " + device + " has " + device.sizeInBytes()
                            + " bytes, but the array says " + size,
                    "run `drv_cfg --rescan`, then try again, which continues from here", null);
        }
        return device;
    }

    private boolean hasSize(Path link, Size size) {
        return host.device(link).filter(device -> device.sizeInBytes() == size.bytes()).isPresent();
    }

    /** @return its link, as the SDC names it */
    Path await(VolumeName name, VolumeId id, Deadline deadline) {
        try (var _ = underWay.begin(name, Step.ATTACHING, "waiting for its device")) {
            return node.awaitDevice(id, deadline);
        } catch (HostFailure e) {
            // The node knows no names.
            throw new HostFailure("volume " + name + ": " + e.problem(), e.remedy(), e);
        }
    }

    /** A device that can be mounted, and what was on it before. */
    record Prepared(FileSystemType type, Found found) {}

    /** Sees to it that the device holds a file system, and a sound one; makes one only where the device is proved blank. */
    Prepared prepare(VolumeName name, VolumeId id, BlockDevice device, NewFileSystem forBlank,
            Deadline deadline) {
        Optional<FormatNote> begun = formats.get(id);
        return switch (host.probe(device, deadline)) {
            case Content.Blank blank -> format(name, id, device, forBlank, begun);
            case Content.FileSystem found when isOurUnfinishedWork(found, begun) ->
                format(name, id, device, forBlank, begun);
            case Content.FileSystem found -> {
                formats.remove(id);
                if (!found.clean() && !isInUse(device)) {
                    long start = System.nanoTime();
                    try (var _ = underWay.begin(name, Step.CHECKING, "checking its " + found.type())) {
                        host.check(device, found.type(), Deadline.after(LONG_WORK));
                    }
                    journal.tell(Event.of(Kind.CHECKED, name, id, "was not unmounted cleanly; its"
                            + " " + found.type() + " file system was checked").since(start));
                }
                yield new Prepared(found.type(), Found.FILE_SYSTEM);
            }
            case Content.Foreign foreign -> throw new RefusedInput(
                    "volume " + name + " holds " + foreign.what() + ", which REX-Ray neither mounts nor formats",
                    "if nobody needs its contents, remove the volume and create it again; otherwise attach it with"
                            + " 'rexray volume attach' and mount it by hand");
        };
    }

    /** The UUID alone proves nothing: after a crash here, another host may have mounted and filled what we had made. */
    private static boolean isOurUnfinishedWork(Content.FileSystem found, Optional<FormatNote> begun) {
        return found.neverMounted() && begun.isPresent() && begun.get().uuid().equals(found.uuid());
    }

    /** Whether a container still holds a mount of its own; its file system then cannot, and need not, be checked. */
    private boolean isInUse(BlockDevice device) {
        try {
            host.requireUnused(device);
            return false;
        } catch (InUse e) {
            return true;
        }
    }

    private Prepared format(VolumeName name, VolumeId id, BlockDevice device, NewFileSystem wanted,
            Optional<FormatNote> begun) {
        UUID uuid = begun.map(FormatNote::uuid).orElseGet(uuids);
        formats.put(id, new FormatNote(uuid));
        long start = System.nanoTime();
        try (var _ = underWay.begin(name, Step.FORMATTING, "formatting it with " + wanted.type())) {
            host.format(device, wanted.type(), wanted.options(), uuid, Deadline.after(LONG_WORK));
        }
        formats.remove(id);
        journal.tell(
                Event.of(Kind.FORMATTED, name, id, "was blank; formatted with " + wanted.type()).since(start));
        return new Prepared(wanted.type(), Found.BLANK);
    }
}
