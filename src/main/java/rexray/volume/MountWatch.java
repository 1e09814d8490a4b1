package rexray.volume;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.VolumeOptions.Preempt;

/**
 * Looks from time to time whether the volumes mounted here still are this host's. A device that is gone raises suspicion, and
 * so does the array's list of them, which is asked for rarely: of a thousand hosts each asks one gateway. A mount is lost when the volume itself was read twice, some time apart, without this host as a holder, and
 * the device here does not answer either. Its file system is then shut down, so that its caches can never overwrite what
 * the new owner writes. For one thread.
 *
 * <p>Where the list lacks all mounts at once, the more likely reason is the list, or an SDC that got a new id; then only
 * volumes whose new holder the array names are judged.
 */
final class MountWatch {
    private static final Logger log = LoggerFactory.getLogger(MountWatch.class);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

    private final ControlPlane array;
    private final Node node;
    private final Host host;
    private final Attachments attachments;
    private final VolumeLocks locks;
    private final Preempt spacing;
    private Deadline nextQuestion = Deadline.after(Duration.ZERO);
    /** The volumes that were read without us, and from when on a second such read counts. */
    private final Map<VolumeId, Deadline> missed = new HashMap<>();
    /** What was said, so that it is said once as long as it lasts. */
    private final Map<VolumeId, String> told = new HashMap<>();
    private boolean alarmed;

    /** @param spacing between the two reads of a volume, and between questions without a suspicion */
    MountWatch(ControlPlane array, Node node, Host host, Attachments attachments, VolumeLocks locks,
            Preempt spacing) {
        this.array = array;
        this.node = node;
        this.host = host;
        this.attachments = attachments;
        this.locks = locks;
        this.spacing = spacing;
    }

    /** Looks once, and acts on what was confirmed. Returns the volumes whose mounts were found lost just now. */
    Set<VolumeId> look(Deadline deadline) {
        Map<VolumeId, MappingNote> mounted = new HashMap<>(attachments.mappings().all());
        mounted.values().removeIf(note -> attachments.mounted(new VolumeName(note.name())).isEmpty());
        missed.keySet().retainAll(mounted.keySet());
        told.keySet().retainAll(mounted.keySet());
        if (mounted.isEmpty() || (missed.isEmpty() && !nextQuestion.hasPassed() && devicesAreThere(mounted))) {
            return Set.of();
        }
        nextQuestion = Deadline.after(spacing.questionSpacing());
        try {
            NodeId self = attachments.self(deadline);
            Map<VolumeId, MappingNote> suspects = new HashMap<>(mounted);
            suspects.keySet().removeAll(array.heldBy(self, deadline));
            missed.keySet().retainAll(suspects.keySet());
            told.keySet().retainAll(suspects.keySet());
            boolean all = suspects.size() == mounted.size() && mounted.size() > 1;
            alarm(all, self, mounted.size());
            suspects.entrySet()
                    .removeIf(suspect -> !isLost(suspect.getKey(), suspect.getValue(), self, all, deadline));
            return Set.copyOf(suspects.keySet());
        } catch (VolumeException e) {
            log.debug("cannot tell whether this host still holds its mounted volumes: {}", e.getMessage());
            return Set.of();
        }
    }

    /** An SDC takes the device of a volume away that is no longer mapped to it, if it hears of that. */
    private boolean devicesAreThere(Map<VolumeId, MappingNote> mounted) {
        return mounted.entrySet().stream()
                .allMatch(entry -> attachments.mounted(new VolumeName(entry.getValue().name()))
                        .flatMap(mount -> deviceOf(entry.getKey(), mount)).isPresent());
    }

    private void alarm(boolean all, NodeId self, int mounts) {
        if (all && !alarmed) {
            log.warn(
                    "the array lists none of the {} volumes mounted here as mapped to SDC {}; they are left alone."
                            + " Check whether the gateway or this host's SDC (`drv_cfg --query_mdms`) was replaced",
                    mounts,
                    self);
        }
        alarmed = all;
    }

    private boolean isLost(VolumeId id, MappingNote note, NodeId self, boolean all, Deadline deadline) {
        VolumeName name = new VolumeName(note.name());
        try (VolumeLocks.Held _ = locks.acquire(id, name, deadline.atMost(LOCK_TIMEOUT))) {
            Optional<Mount> mount = attachments.mounted(name);
            if (mount.isEmpty()) {
                return false;
            }
            Optional<Volume> volume = array.read(id, deadline);
            if (volume.filter(now -> now.isHeldBy(self) || now.isHeldBy(new NodeId(note.node()))).isPresent()) {
                missed.remove(id);
                tell(id, "volume " + name
                        + " is missing from the array's list of volumes mapped here, but says itself that it is"
                        + " mapped here; nothing is done");
                return false;
            }
            boolean holderIsNamed = volume.filter(now -> !now.holders().isEmpty()).isPresent();
            if ((all && !holderIsNamed) || !isSecondMiss(id)) {
                return false;
            }
            Optional<String> evidence = evidence(id, mount.get(), deadline);
            if (evidence.isEmpty()) {
                tell(id, "volume " + name
                        + " is no longer mapped here according to the array, but its device answers;"
                        + " nothing is done");
                return false;
            }
            attachments.lose(name, id, mount.get(), volume, self, evidence.get(), deadline);
            return true;
        } catch (VolumeException e) {
            tell(id, "cannot tell whether the mount of volume " + name + " is lost, so nothing is done: "
                    + e.getMessage());
            return false;
        }
    }

    private boolean isSecondMiss(VolumeId id) {
        Deadline due = missed.putIfAbsent(id, Deadline.after(spacing.lossSpacing()));
        return due != null && due.hasPassed();
    }

    /** What on this host shows that the device is no longer the volume's; empty if it works. */
    private Optional<String> evidence(VolumeId id, Mount mount, Deadline deadline) {
        Optional<BlockDevice> device = deviceOf(id, mount);
        if (device.isEmpty()) {
            return Optional.of("its device is gone");
        }
        return host.isReadable(device.get(), deadline.atMost(READ_TIMEOUT))
                ? Optional.empty()
                : Optional.of("its device cannot be read");
    }

    /** The device that the volume has now, if it is the one that is mounted. */
    private Optional<BlockDevice> deviceOf(VolumeId id, Mount mount) {
        return host.device(node.device(id)).filter(mount::isOf);
    }

    private void tell(VolumeId id, String what) {
        if (!what.equals(told.put(id, what))) {
            log.warn("{}", what);
        }
    }
}
