package rexray.volume;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.Event.Kind;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeException.TimedOut;

/**
 * Volumes for the containers of this host: one configured array, seen from one machine. Many threads may call it;
 * operations that change a volume queue at that volume's lock, all others take none and wait for nobody's mount.
 *
 * <p>Every operation may be repeated with the same answer. All failures are {@link VolumeException}s.
 */
public final class VolumeService {
    private static final Logger log = LoggerFactory.getLogger(VolumeService.class);

    private final ControlPlane array;
    private final Host host;
    private final InstantSource clock;
    private final Journal journal;
    private final Attachments attachments;
    private final NoteStore<MappingNote> mappings;
    private final Users users;
    private final NoteStore<NameNote> names;
    private final MountWatch watch;
    private final VolumeLocks locks = new VolumeLocks();
    private final UnderWay underWay = new UnderWay();
    private final Creations creations;
    private final VolumeSnapshots snapshots;
    private final Departures departures;
    private final Growth growth;
    private final Formatting formatting;
    private final Furnishing furnishing;
    private final Interiors interiors;
    private final VolumeLimits limits;
    private final Delivery delivery;
    private final Arrivals arrivals;
    private final ForgottenUses forgotten;
    private final Reconciliation reconciliation;
    private final ByHand byHand;
    private volatile VolumeOptions options;

    /** {@link #load} must come before the first operation. */
    public VolumeService(ControlPlane array, Node node, Host host, ContainerEngine engine, VolumeOptions options,
            String bootId, InstantSource clock, Supplier<UUID> uuids, Journal journal) {
        this.array = array;
        this.host = host;
        this.options = options;
        Supplier<VolumeOptions> now = () -> this.options;
        this.clock = clock;
        this.journal = journal;
        this.attachments = new Attachments(array, node, host, now, bootId, clock, uuids, underWay, journal);
        this.watch = new MountWatch(array, node, host, attachments, locks, options.preempt());
        this.mappings = attachments.mappings();
        this.users = new Users(new NoteStore<>(options.runDirectory().resolve("users"), UsersNote.class), bootId,
                clock);
        this.names = new NoteStore<>(options.stateDirectory().resolve("names"), NameNote.class);
        this.creations = new Creations(array, now, journal);
        this.snapshots = new VolumeSnapshots(array, locks, options.otherTimeout(), underWay, journal);
        this.departures = new Departures(attachments, users, locks, options.otherTimeout(), journal);
        this.furnishing = new Furnishing(array, host, attachments, now);
        this.interiors = new Interiors(host, attachments, furnishing, locks);
        this.delivery = new Delivery(array, node, host, attachments, furnishing, interiors);
        this.formatting = new Formatting(attachments, furnishing, departures, now);
        this.growth = new Growth(array, host, attachments, departures, now, underWay, journal);
        this.limits = new VolumeLimits(array, attachments, furnishing, interiors, departures, locks, now, journal);
        this.arrivals = new Arrivals(locks, users, departures, underWay, options.mountTimeout());
        this.forgotten = new ForgottenUses(users, attachments, engine, departures, clock, now, journal);
        this.reconciliation = new Reconciliation(array, host, attachments, users, departures, options.mountRoot());
        this.byHand = new ByHand(array, node, host, attachments, users, locks, options.mountTimeout(), journal);
    }

    /** Takes up what an earlier daemon on this host left: who uses which mount, and what was not released. */
    public void load() {
        users.forgetOtherBoots();
        attachments.lost().forgetOtherBoots();
        attachments.forgetOldFences();
        reconciliation.load();
    }

    /**
     * Takes over what can change while it is at work; the rest of {@code next} is let be. What is under way may end by the
     * options that it began with.
     */
    public void reconfigure(VolumeOptions next) {
        options = options.changedTo(next);
    }

    /**
     * Looks for uses whose container is gone, and releases what nobody uses and could not be released when it should have
     * been; to be called every few seconds. A volume that still cannot be released stays for the next call.
     */
    public void tidy() {
        forgotten.look();
        attachments.lost().forgetEnded();
        reconciliation.lookAgain();
        departures.retry(arrivals::isUnderWay);
        interiors.look();
    }

    /** Docker has started anew, or something else has: uses of before may have lost their container. Waits for nothing. */
    public void engineStarted() {
        forgotten.lookSoon();
    }

    /** Looks whether the volumes mounted here still are this host's; to be called from time to time, by one thread. */
    public void watchMounts() {
        watch.look(Deadline.after(options.otherTimeout())).forEach(departures::releaseLater);
    }

    /** Where it tells what happens. */
    public Journal journal() {
        return journal;
    }

    /** What takes its time at this moment. */
    public UnderWay underWay() {
        return underWay;
    }

    /** What only a person orders. */
    public ByHand byHand() {
        return byHand;
    }

    /**
     * Whether the array answers and knows this host; throws what stands in the way. Once nothing does, the first call says
     * what an earlier daemon left here.
     */
    public void requireReady(Deadline deadline) {
        reconciliation.runOnce(attachments.self(deadline), arrivals::isUnderWay, deadline);
    }

    /** Makes a volume, or finds the one that is there already if it is as asked. */
    public void create(VolumeName name, NewVolume wanted) {
        create(name, wanted, Defaults.NONE);
    }

    /** The same, where another way of asking has other defaults. */
    public void create(VolumeName name, NewVolume wanted, Defaults defaults) {
        Deadline deadline = Deadline.after(options.mountTimeout());
        requireAllowed(name);
        formatting.requirePossible(name, defaults.complete(wanted));
        Optional<VolumeId> made = creations.create(name, wanted, defaults, deadline);
        made.ifPresent(id -> noteName(name, id));
        NewVolume whole = made.isPresent() ? defaults.complete(wanted) : wanted;
        if (Formatting.isFor(whole)) {
            VolumeId id = made.or(() -> array.resolve(name, deadline)).orElseThrow(() -> NotFound.volume(name));
            try (VolumeLocks.Held _ = locks.acquire(id, name, deadline)) {
                formatting.require(name, id, whole, deadline);
            }
        }
    }

    /**
     * Makes a volume at least that large, and its file system with it, while containers use it or not.
     *
     * @return the size that it has then
     * @throws RefusedInput if it is larger already
     * @throws VolumeException.HeldElsewhere if another host holds it
     */
    public Size resize(VolumeName name, Size size) {
        Deadline deadline = Deadline.after(options.mountTimeout());
        VolumeId id = array.resolve(name, deadline).orElseThrow(() -> NotFound.volume(name));
        try (VolumeLocks.Held _ = locks.acquire(id, name, deadline)) {
            Size grown = growth.grow(name, id, size, deadline);
            interiors.hasGrown(id);
            return grown;
        }
    }

    /** What one host may do with a volume. */
    public VolumeLimits limits() {
        return limits;
    }

    /** What can be done with the snapshots of volumes. */
    public VolumeSnapshots snapshots() {
        return snapshots;
    }

    /** Deletes a volume and its data; success if there is none. */
    public void remove(VolumeName name) {
        Deadline deadline = Deadline.after(options.otherTimeout());
        long start = System.nanoTime();
        Optional<VolumeId> id = array.resolve(name, deadline);
        if (id.isEmpty()) {
            return;
        }
        try (VolumeLocks.Held _ = locks.acquire(id.get(), name, deadline)) {
            // A mount of ours that nobody uses was left over, by a crash or by an Unmount that failed; it ends here.
            int uses = users.count(id.get());
            if (uses > 0) {
                throw ByHand.inUse(name, uses);
            }
            attachments.requireOurMount(name, id.get());
            if (mappings.get(id.get()).isPresent()) {
                attachments.release(name, id.get(), deadline);
            }
            removeUnheld(name, id.get(), deadline);
            attachments.formats().remove(id.get());
            names.remove(id.get());
        }
        journal.tell(Event.of(Kind.REMOVED, name, id.get(), "removed").since(start));
    }

    /**
     * Brings a volume to this host for one more use by {@code caller}.
     *
     * @return the directory for the container: absolute, there, and on the volume
     */
    public Path mount(VolumeName name, Caller caller) {
        Deadline deadline = Deadline.after(options.mountTimeout());
        long start = System.nanoTime();
        // A note alone does not do: the volume may have been removed at the array since, and another one made by its name.
        Optional<VolumeId> mounted = attachments.mounted(name).isPresent() ? local(name) : Optional.empty();
        VolumeId id = mounted.or(() -> array.resolve(name, deadline)).orElseThrow(() -> NotFound.volume(name));
        Path directory;
        try {
            directory = arrive(name, id, caller, deadline);
        } catch (NotFound e) {
            // What is mounted here was removed. Another volume may have its name.
            id = mounted.flatMap(_ -> array.resolve(name, deadline)).orElseThrow(() -> e);
            directory = arrive(name, id, caller, deadline);
        }
        journal.tell(Event.of(Kind.MOUNTED, name, id, "mounted at " + directory).by(caller).since(start));
        return directory;
    }

    private Path arrive(VolumeName name, VolumeId id, Caller caller, Deadline deadline) {
        noteName(name, id);
        return arrivals.join(id, name, caller, limit -> delivery.bring(name, id, limit),
                deadline);
    }

    /** Undoes a Mount that succeeded, but whose caller did not get the answer and so will not unmount. */
    public void takeBack(VolumeName name, Caller caller) {
        log.warn("volume {}: {} disconnected before it got the answer to its Mount, which is undone", name, caller);
        try {
            unmount(name, caller);
        } catch (VolumeException e) {
            log.warn("volume {} is no longer used by {}, but stays for now: {}", name, caller, e.getMessage());
        }
    }

    /** Ends one use by {@code caller}; the last one unmounts and unmaps. An unknown caller or volume is success. */
    public void unmount(VolumeName name, Caller caller) {
        Deadline deadline = Deadline.after(options.otherTimeout());
        long start = System.nanoTime();
        Optional<VolumeId> known = local(name);
        if (known.isEmpty()) {
            return;
        }
        VolumeId id = known.get();
        if (!users.drop(id, caller)) {
            log.info("volume {}: Unmount from {}, which does not use it", name, caller);
            forgotten.lookSoon();
            if (!arrivals.isUnderWay(id)) {
                departures.finishBrokenOff(name, id, deadline);
            }
            return;
        }
        if (arrivals.isUnderWay(id)) {
            journal.tell(Event.of(Kind.UNMOUNTED, name, id, "unmounted during another Mount of it").by(caller));
            return;
        }
        if (users.count(id) == 0) {
            departures.release(name, id, deadline);
        }
        journal.tell(Event.of(Kind.UNMOUNTED, name, id, "unmounted").by(caller).since(start));
    }

    /** Where the volume is mounted for containers; empty if it is not. Asks nobody. */
    public Optional<Path> path(VolumeName name) {
        return attachments.mounted(name).map(mount -> furnishing.dataDirectory(name));
    }

    /**
     * The volume of that name; empty only if the array said that there is none. A volume mounted here, or one that we
     * hold while the array is away, is answered from what is known on this host.
     */
    public Optional<VolumeView> get(VolumeName name) {
        Deadline deadline = Deadline.after(options.otherTimeout());
        Optional<VolumeId> local = local(name);
        if (local.isPresent() && attachments.mounted(name).isPresent()) {
            Optional<VolumeView> view = lastSeen(name, local.get());
            if (view.isPresent()) {
                return view;
            }
        }
        try {
            return array.resolve(name, deadline).flatMap(id -> array.read(id, deadline))
                    .map(volume -> view(name, volume, clock.instant()));
        } catch (ArrayUnavailable | TimedOut e) {
            return Optional.of(local.flatMap(id -> lastSeen(name, id)).orElseThrow(() -> e));
        }
    }

    /** All volumes of the array that can be mounted by name. */
    public List<VolumeView> list() {
        List<Volume> volumes = array.list(Deadline.after(options.otherTimeout()));
        forgetNamesOfAllBut(volumes.stream().map(Volume::id).collect(Collectors.toSet()));
        Instant now = clock.instant();
        Set<Path> mounted = host.mounts().stream().map(Mount::mountpoint).collect(Collectors.toSet());
        return volumes.stream().map(this::asItsUsersCallIt)
                .flatMap(volume -> volume.name().flatMap(VolumeService::usable).stream().map(name -> {
                    Optional<Path> path = mounted.contains(attachments.mountpoint(name))
                            ? Optional.of(furnishing.dataDirectory(name))
                            : Optional.empty();
                    return view(volume, path, now);
                })).toList();
    }

    private void requireAllowed(VolumeName name) {
        if (options.anonymous() == VolumeOptions.Anonymous.REFUSED && name.isAnonymous()) {
            throw new RefusedInput(
                    "volume " + name + " is anonymous (Docker made up its name), and this host does not create"
                            + " anonymous volumes",
                    "name it: `-v NAME:/path` for each VOLUME of the image; or set"
                            + " libstorage.integration.volume.operations.create.anonymous to true");
        }
    }

    /** So that List can show it. */
    private void noteName(VolumeName name, VolumeId id) {
        if (!array.nameThere(name).equals(Optional.of(name.value())) && names.get(id).isEmpty()) {
            names.put(id, new NameNote(name.value()));
        }
    }

    private void forgetNamesOfAllBut(Set<VolumeId> existing) {
        names.all().keySet().stream().filter(id -> !existing.contains(id)).forEach(names::remove);
    }

    private Volume asItsUsersCallIt(Volume volume) {
        return names.get(volume.id()).map(note -> volume.named(note.name())).orElse(volume);
    }

    /** How much there is on this host. Asks nobody. */
    public Counts counts() {
        return Counts.of(host, attachments, users, arrivals);
    }

    private void removeUnheld(VolumeName name, VolumeId id, Deadline deadline) {
        try {
            array.remove(id, deadline);
        } catch (InUse e) {
            List<Holder> holders = array.read(id, deadline).map(Volume::holders).orElse(List.of());
            throw holders.isEmpty()
                    ? e
                    : new InUse("volume " + name + " cannot be removed, because it is held by "
                            + attachments.describe(holders, deadline), Takeover.ENDING_A_HOLD);
        }
    }

    /** The volume that bears this name on this host, in use or held by us. */
    private Optional<VolumeId> local(VolumeName name) {
        return users.named(name).or(() -> mappings.find(note -> note.name().equals(name.value())));
    }

    /** A name that others gave on the array may be one that no mountpoint can have; such a volume is not for us. */
    private static Optional<VolumeName> usable(String name) {
        try {
            return Optional.of(new VolumeName(name));
        } catch (RefusedInput e) {
            return Optional.empty();
        }
    }

    private Optional<VolumeView> lastSeen(VolumeName name, VolumeId id) {
        return mappings.get(id).map(note -> view(name, note.volume(id), note.seenAt()));
    }

    private VolumeView view(VolumeName name, Volume volume, Instant seenAt) {
        return view(volume, path(name), seenAt);
    }

    private VolumeView view(Volume volume, Optional<Path> path, Instant seenAt) {
        VolumeId id = volume.id();
        return new VolumeView(volume, path, users.count(id), attachments.lost().since(id),
                path.flatMap(there -> interiors.of(id)), seenAt);
    }
}
