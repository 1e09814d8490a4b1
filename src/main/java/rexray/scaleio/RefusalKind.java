package rexray.scaleio;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The kinds of refusal that we tell apart, each with the MDM's return codes, parts of the MDM's texts in lower case, and
 * what its reader can do. The code decides; without a known one the text does, since codes above 226 were renumbered from
 * release to release (4.x says 4037 and 4039 for 81 and 84). The first kind that matches wins.
 */
@SuppressWarnings("ImmutableEnumChecker") // Set.of and List.copyOf cannot change.
enum RefusalKind {
    NOT_LOGGED_IN("there is no session, or it has ended", Repeat.AFTER_LOGIN,
            "check scaleio.userName and scaleio.password", Set.of(248), "invalid session"),
    PASSWORD_EXPIRED("the user must change the password first", Repeat.NEVER,
            "log in as that user once, e.g. with `scli --login`, and change the password; then set scaleio.password",
            Set.of(249), "password change", "change the password"),
    TOO_MANY_SESSIONS("the system has reached its maximum number of sessions", Repeat.NEVER,
            "close sessions that are not needed; idle ones expire after ten minutes", Set.of(252),
            "maximum number of sessions"),
    BUSY("the MDM is busy; nothing was done", Repeat.LATER,
            "try again; if it persists, check the load of the MDM cluster", Set.of(28, 32, 164), "system is busy"),
    SWITCHING("the MDM cluster is switching over or degraded; nothing was done", Repeat.LATER,
            "check the state of the MDM cluster with `scli --query_cluster`, then try again", Set.of(105, 121, 124),
            "cluster state is incorrect", "not supported on the slave mdm", "when a cluster is degraded",
            "successor mdm"),
    REMOVING("the array is still removing a volume; nothing was done", Repeat.LATER,
            "wait until the array has removed the volume, then try again", Set.of(145, 212),
            "removal operation is currently in progress", "removal of the object is in progress"),
    UNCERTAIN("the gateway got no answer from the MDM; the request may still be carried out", Repeat.AFTER_A_LOOK,
            "check that the gateway works and reaches its MDM", Set.of(68, 69), "a timeout occurred",
            "a timeout occured", "communication error", "operation timed out"),
    /** 3 is what 1.x and 2.0 say of a name, 78 what 1.x says of an id, 88 what is said of a malformed one. */
    NO_SUCH_VOLUME("there is no such volume", Repeat.NEVER, "create it again", Set.of(3, 78, 79, 88),
            "could not find the volume", "invalid volume id"),
    NO_SUCH_SDC("the system does not know the host", Repeat.NEVER,
            "check with `drv_cfg --query_mdms` that this host's SDC is connected, then try again", Set.of(80, 90),
            "could not find the sdc", "invalid sdc id"),
    MAPPED_TO_IT("the volume is mapped to this host already", Repeat.NEVER, "use it", Set.of(81, 4037),
            "already mapped to this sdc"),
    NOT_MAPPED("the volume is not mapped to this host", Repeat.NEVER, "mount it first", Set.of(84, 4039),
            "volume is not mapped to sdc"),
    MAPPED_TO_ALL("the volume is mapped to all hosts at once", Repeat.NEVER,
            "once nobody uses it, run `scli --unmap_volume_from_sdc --volume_name NAME --all_sdcs`", Set.of(82, 86),
            "mapped to all sdcs"),
    HELD("the volume is mapped to another host, and only one at a time is allowed", Repeat.NEVER,
            "stop the container that uses it there, or allow preemption", Set.of(83, 306),
            "only a single sdc may be mapped", "may not be mapped to additional sdcs", "mapped to scsi initiator",
            "volume is already mapped to a sdc"),
    SDC_NOT_APPROVED("the system maps volumes only to approved SDCs, and this one is not approved", Repeat.NEVER,
            "approve the SDC, or turn off the restricted SDC mode of the system", Set.of(), "sdc is not approved"),
    NAME_TAKEN("a volume or snapshot has that name", Repeat.NEVER, "choose another name", Set.of(99),
            "volume name already in use"),
    STILL_MAPPED("the volume is mapped, so it is not removed or overwritten", Repeat.NEVER,
            "stop what uses it there, then try again", Set.of(104), "volume is mapped"),
    NO_SUCH_POOL("there is no such protection domain or storage pool, or they do not belong together", Repeat.NEVER,
            "check scaleio.protectionDomainName and scaleio.storagePoolName", Set.of(142, 171, 174, 197),
            "could not find protection domain", "could not find storage pool"),
    NO_PERMISSION("the user may not do that", Repeat.NEVER,
            "give the user in scaleio.userName the role Configure or a higher one", Set.of(168), "permission"),
    TOO_MANY_MAPPINGS("the host or volume has reached its maximum number of mappings", Repeat.NEVER,
            "unmap volumes that are not in use", Set.of(87), "too many mappings", "mapped to too many volumes"),
    TOO_MANY_SNAPSHOTS("the volume has reached its maximum number of snapshots: 31 up to 2.x, 126 later", Repeat.NEVER,
            "remove snapshots of the volume that are not needed", Set.of(182), "too many snapshots"),
    TOO_MANY_VOLUMES("the system, pool or volume tree has reached its maximum number of volumes", Repeat.NEVER,
            "remove volumes that are not needed", Set.of(96, 97, 181), "too many volumes"),
    FULL("there is no capacity left, or the license or a limit of the pool allows no more", Repeat.NEVER,
            "choose a smaller size or another pool, or remove volumes", Set.of(67, 132, 191),
            "exceeds the volume allocation limit", "critical capacity utilization",
            "capacity of volumes per storage pool was exceeded", "violates thick volume reservation",
            "insufficient resources", "too small to create new snapshots"),
    NOT_LARGER("a volume can only grow", Repeat.NEVER, "give a size larger than the present one", Set.of(133),
            "capacity can only be increased"),
    BAD_SIZE("the array does not allow a volume of that size", Repeat.NEVER, "choose another size", Set.of(190, 225),
            "volume size too large", "volume size is illegal"),
    BAD_NAME("the array does not allow such a name", Repeat.NEVER,
            "use 1 to 31 ASCII letters, digits or punctuation characters, without spaces", Set.of(226, 227),
            "exceeds the allowed length", "contains invalid characters"),
    MIGRATING("the volume is being moved to another pool", Repeat.NEVER,
            "wait until its migration is over, then try again",
            Set.of(717), "migration", "being migrated"),
    IN_THAT_POOL("the volume is in that pool already", Repeat.NEVER, "use it there", Set.of(718),
            "already in the destination"),
    NOT_CREATED("the array could not create it, and does not say why", Repeat.NEVER,
            "look for the cause among the events and alerts of the array, then try again", Set.of(166),
            "could not create the volume"),
    OUT_OF_RANGE("a value in the request is outside what the array allows", Repeat.NEVER,
            "compare size, limits and other options with what this release of the array allows", Set.of(64),
            "parameter out of range"),
    OTHER("anything else", Repeat.NEVER, "follow the array's message, or ask its administrator", Set.of());

    private final String meaning;
    private final Repeat repeat;
    private final String remedy;
    private final Set<Integer> codes;
    private final List<String> texts;

    RefusalKind(String meaning, Repeat repeat, String remedy, Set<Integer> codes, String... texts) {
        this.meaning = meaning;
        this.repeat = repeat;
        this.remedy = remedy;
        this.codes = Set.copyOf(codes);
        this.texts = List.of(texts);
    }

    /** When a request that was refused so is made again. */
    enum Repeat {
        NEVER("never"),
        AFTER_LOGIN("once, after a new login"),
        /** Until the deadline, with back-off. */
        LATER("until the deadline, with growing pauses"),
        /** A question as {@link #LATER}; a change only if it proves not to have been made. */
        AFTER_A_LOOK("a query with growing pauses; a change after a check whether it was made");

        private final String words;

        Repeat(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    static Optional<RefusalKind> byCode(int code) {
        return first(kind -> kind.codes.contains(code));
    }

    static Optional<RefusalKind> byText(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return first(kind -> kind.texts.stream().anyMatch(text::contains));
    }

    private static Optional<RefusalKind> first(Predicate<RefusalKind> matches) {
        return Arrays.stream(values()).filter(matches).findFirst();
    }

    String meaning() {
        return meaning;
    }

    Repeat repeat() {
        return repeat;
    }

    String remedy() {
        return remedy;
    }

    Set<Integer> codes() {
        return codes;
    }

    List<String> texts() {
        return texts;
    }
}
