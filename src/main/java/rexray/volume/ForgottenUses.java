package rexray.volume;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.Event.Kind;

/**
 * The search for uses whose container is gone and will never send its Unmount, as after a crash of the engine. A use falls
 * only on positive evidence: it has Docker's form of id; that id has not mounted for a while; in two looks, some time
 * apart and with nobody coming or going between them, no other mount namespace has the device mounted; and Docker, if it
 * runs, lists no running container that has the volume. What cannot be told is no evidence. One thread calls
 * {@link #look}; any may call the rest.
 */
final class ForgottenUses {
    private static final Logger log = LoggerFactory.getLogger(ForgottenUses.class);
    /** Podman sends this one, the SHA-256 of "placeholder" and a newline, for all its containers. */
    private static final String PODMAN = "2f73349cfc4630255319c6c8dfc1b46a8996ace9d14d8e07563b165915918ec2";

    private final Users users;
    private final Attachments attachments;
    private final ContainerEngine engine;
    private final Departures departures;
    private final InstantSource clock;
    private final Supplier<VolumeOptions> options;
    private final Journal journal;
    private final Map<VolumeId, FirstLook> suspects = new HashMap<>();
    private Instant next = Instant.MIN;
    private volatile boolean isAskedFor;

    /** The first of two looks: how the users were then. */
    private record FirstLook(Instant when, UsersNote users) {}

    ForgottenUses(Users users, Attachments attachments, ContainerEngine engine, Departures departures,
            InstantSource clock, Supplier<VolumeOptions> options, Journal journal) {
        this.users = users;
        this.attachments = attachments;
        this.engine = engine;
        this.departures = departures;
        this.clock = clock;
        this.options = options;
        this.journal = journal;
    }

    /** Something has happened after which there may be some. Waits for nothing. */
    void lookSoon() {
        isAskedFor = true;
    }

    /** To be called every few seconds; does something only when it is time to. */
    void look() {
        Instant now = clock.instant();
        boolean secondLookIsDue = suspects.values().stream().anyMatch(first -> isSecondLookDue(first, now));
        if (!isAskedFor && !secondLookIsDue && now.isBefore(next)) {
            return;
        }
        isAskedFor = false;
        next = now.plus(quiet().dividedBy(4));
        Map<VolumeId, UsersNote> all = users.all();
        suspects.keySet().retainAll(all.keySet());
        all.forEach((id, note) -> look(id, note, now));
    }

    private void look(VolumeId id, UsersNote note, Instant now) {
        Set<Caller> doubted = note.quietSince(now.minus(quiet())).stream().filter(ForgottenUses::isDockers)
                .collect(Collectors.toUnmodifiableSet());
        if (doubted.isEmpty() || !isProvenUnused(id, new VolumeName(note.name()))) {
            suspects.remove(id);
            return;
        }
        FirstLook first = suspects.get(id);
        if (first == null || !first.users().equals(note)) {
            suspects.put(id, new FirstLook(now, note));
        } else if (isSecondLookDue(first, now)) {
            suspects.remove(id);
            forget(id, note, doubted);
        }
    }

    private void forget(VolumeId id, UsersNote note, Set<Caller> callers) {
        if (!users.forget(id, note, callers)) {
            return;
        }
        VolumeName name = new VolumeName(note.name());
        String why = "for " + apart() + " no container has held its device, and Docker shows none that uses it";
        callers.stream().sorted(Comparator.comparing(Caller::id)).forEach(caller -> journal.tell(Event
                .of(Kind.FORGOTTEN, name, id, "is no longer counted as used by " + caller + ", which never"
                        + " unmounted it: "
                        + why)
                .because(why)));
        departures.releaseLater(id);
    }

    private boolean isProvenUnused(VolumeId id, VolumeName name) {
        try {
            Optional<List<String>> holders = attachments.holdersElsewhere(id);
            if (holders.isEmpty() || !holders.get().isEmpty()) {
                log.debug("volume {} is in use by {}", name, holders.map(List::toString).orElse("an unknown device"));
                return false;
            }
        } catch (VolumeException e) {
            log.debug("cannot tell whether a container holds volume {}: {}", name, e.getMessage());
            return false;
        }
        ContainerEngine.Word word = engine.of(name);
        log.debug("no container holds the device of volume {}; according to Docker: {}", name, word);
        return switch (word) {
            case UNUSED, NO_ENGINE -> true;
            case USED, NO_ANSWER -> false;
        };
    }

    /** Docker makes one of 64 hexadecimal digits for each mount of a container. */
    private static boolean isDockers(Caller caller) {
        return caller.id().matches("[0-9a-f]{64}") && !caller.id().equals(PODMAN);
    }

    private boolean isSecondLookDue(FirstLook first, Instant now) {
        return !now.isBefore(first.when().plus(apart()));
    }

    /** How long ago a use must have begun before it is doubted at all. */
    private Duration quiet() {
        return options.get().forgottenAfter();
    }

    /** Between the two looks: half a minute for the usual ten of quiet. */
    private Duration apart() {
        return quiet().dividedBy(20);
    }
}
