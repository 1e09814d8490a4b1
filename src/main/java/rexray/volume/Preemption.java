package rexray.volume;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.Event.Kind;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeOptions.Preempt;

/**
 * Whether this host may take a volume from others, and the taking. A host that a volume was taken from leaves it alone
 * for some minutes, or two hosts whose containers are restarted would take it from each other without end. The caller
 * holds the volume's lock.
 */
final class Preemption {
    private static final Logger log = LoggerFactory.getLogger(Preemption.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Takeover takeover;
    private final DeathWatch deathWatch;
    private final Supplier<VolumeOptions> options;
    private final NoteStore<FenceNote> fences;
    private final InstantSource clock;
    private final UnderWay underWay;
    private final Journal journal;

    Preemption(ControlPlane array, Supplier<VolumeOptions> options, InstantSource clock, UnderWay underWay,
            Journal journal) {
        this.takeover = new Takeover(array, journal);
        this.underWay = underWay;
        this.journal = journal;
        this.deathWatch = new DeathWatch(array, options.get().preempt().settle(), underWay);
        this.options = options;
        this.fences = new NoteStore<>(options.get().stateDirectory().resolve("fences"), FenceNote.class);
        this.clock = clock;
    }

    Takeover takeover() {
        return takeover;
    }

    /** Notes that others hold a volume that was ours; the first such note stays until it is ours again. */
    void noteFenced(VolumeName name, Volume volume, NodeId self) {
        if (fences.get(volume.id()).isPresent()) {
            return;
        }
        FenceNote fence = FenceNote.of(clock.instant(), Takeover.others(volume, self).toString());
        fences.put(volume.id(), fence);
        journal.tell(Event.of(Kind.FENCED, name, volume.id(), "was taken from this host and is now held by"
                + " " + fence.by() + "; this host does not take it back before " + fence.until()).because("held by"
                        + " " + fence.by()));
    }

    /** @param claimed volumes whose notes stay, since they would be made anew */
    void forgetOldFences(Set<VolumeId> claimed) {
        fences.all().forEach((id, fence) -> {
            if (!claimed.contains(id) && !clock.instant().isBefore(fence.until())) {
                fences.remove(id);
            }
        });
    }

    /** The volume is rightly ours, or nobody's, again. */
    void forgetFence(VolumeId id) {
        fences.remove(id);
    }

    /**
     * Frees a volume of all holders but {@code self}, as far as the configuration allows it.
     *
     * @param volume as it was read when the operation began
     * @throws HeldElsewhere if it does not, if one of them is not known to be dead where that is asked for, or if they
     *     change meanwhile
     */
    void free(VolumeName name, Volume volume, NodeId self, Deadline deadline) {
        Preempt preempt = options.get().preempt();
        if (preempt.mode() == Preempt.Mode.NEVER) {
            throw takeover.held(name, volume, self, deadline);
        }
        requireRested(name, volume.id());
        Takeover.requireHosts(name, volume, self);
        if (!preempt.grace().isZero() && letGo(name, volume, self, preempt.grace(), deadline)) {
            return;
        }
        String why = switch (preempt.mode()) {
            case IF_DEAD -> {
                Volume now = preempt.grace().isZero() ? volume : takeover.read(name, volume.id(), deadline);
                List<Holder.Host> holders = Takeover.requireHosts(name, now, self);
                deathWatch.requireDead(name, volume.id(), holders, deadline);
                yield "it shows no sign of life (preempt: if-dead)";
            }
            case ALWAYS, NEVER -> "as the configuration says (preempt: true)";
        };
        takeover.fence(name, volume, self, why, deadline);
    }

    /** Frees a volume because a person says so. */
    void freeByOrder(VolumeName name, Volume volume, NodeId self, Deadline deadline) {
        takeover.fence(name, volume, self, "as a command ordered", deadline);
        forgetFence(volume.id());
    }

    private boolean letGo(VolumeName name, Volume volume, NodeId self, Duration patience, Deadline deadline) {
        Deadline grace = deadline.atMost(patience);
        log.info("volume {} is held by {}; waiting up to {} s for it to let go", name,
                Takeover.others(volume, self), grace.remaining().toSeconds());
        try (var _ = underWay.begin(name, UnderWay.Step.ATTACHING,
                "waiting for " + Holder.all(Takeover.others(volume, self)) + " to let go", grace)) {
            boolean free = Poll.every(BETWEEN_LOOKS.compareTo(patience) < 0 ? BETWEEN_LOOKS : patience,
                    grace, () -> {
                        Volume now = takeover.read(name, volume.id(), deadline);
                        takeover.requireNobodyNew(name, volume, now, self);
                        return Takeover.others(now, self).isEmpty();
                    });
            log.info("volume {}: its holder {}", name, free ? "let go by itself" : "did not let go");
            return free;
        }
    }

    private void requireRested(VolumeName name, VolumeId id) {
        fences.get(id).ifPresent(fence -> {
            if (clock.instant().isBefore(fence.until())) {
                throw new HeldElsewhere("volume " + name + " was taken from this host at " + fence.at() + " by "
                        + fence.by() + ", and this host does not take it back before " + fence.until(),
                        "stop the container that uses it there, or unmap it"
                                + " there at the array: a free volume is mounted at once");
            }
        });
    }
}
