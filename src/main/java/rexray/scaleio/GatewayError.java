package rexray.scaleio;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A refusal in the gateway's own words.
 *
 * @param status of HTTP; 500 for everything that the cluster (MDM) itself refuses, a missing volume too
 * @param code the MDM's return code; 0 where the gateway spoke for itself or the answer was no JSON
 * @param message one line; empty where a page came instead of the gateway's own words
 */
record GatewayError(int status, int code, String message) {
    private static final List<Rule> RULES = List.of(
            new Rule(Kind.NOT_LOGGED_IN, Set.of(248), List.of("invalid session")),
            new Rule(Kind.PASSWORD_EXPIRED, Set.of(249), List.of("password change", "change the password")),
            new Rule(Kind.TOO_MANY_SESSIONS, Set.of(252), List.of("maximum number of sessions")),
            new Rule(Kind.BUSY, Set.of(28, 32, 105, 121, 124, 145, 164, 212),
                    List.of("system is busy", "removal operation is currently in progress")),
            new Rule(Kind.UNCERTAIN, Set.of(68, 69),
                    List.of("a timeout occurred", "a timeout occured", "communication error", "operation timed out")),
            // 3 is what 1.x and 2.0 say of a name, 78 what 1.x says of an id.
            new Rule(Kind.NO_SUCH_VOLUME, Set.of(3, 78, 79), List.of("could not find the volume")),
            new Rule(Kind.NO_SUCH_SDC, Set.of(80, 90), List.of("could not find the sdc")),
            new Rule(Kind.MAPPED_TO_IT, Set.of(81, 4037), List.of("already mapped to this sdc")),
            new Rule(Kind.NOT_MAPPED, Set.of(84, 4039), List.of("volume is not mapped to sdc")),
            new Rule(Kind.MAPPED_TO_ALL, Set.of(82, 86), List.of("mapped to all sdcs")),
            new Rule(Kind.HELD, Set.of(83, 306),
                    List.of("only a single sdc may be mapped", "may not be mapped to additional sdcs",
                            "mapped to scsi initiator")),
            new Rule(Kind.SDC_NOT_APPROVED, Set.of(), List.of("sdc is not approved")),
            new Rule(Kind.NAME_TAKEN, Set.of(99), List.of("volume name already in use")),
            new Rule(Kind.STILL_MAPPED, Set.of(104), List.of("volume is mapped")),
            new Rule(Kind.NO_SUCH_POOL, Set.of(142, 171, 174, 197),
                    List.of("could not find protection domain", "could not find storage pool")),
            new Rule(Kind.FULL, Set.of(67, 87, 96, 97, 132, 181),
                    List.of("exceeds the volume allocation limit", "critical capacity utilization",
                            "capacity of volumes per storage pool was exceeded", "violates thick volume reservation",
                            "insufficient resources", "mapped to too many volumes")),
            new Rule(Kind.BAD_SIZE, Set.of(190, 225), List.of("volume size too large", "volume size is illegal")),
            new Rule(Kind.BAD_NAME, Set.of(226, 227),
                    List.of("exceeds the allowed length", "contains invalid characters")));

    /**
     * What it means to us. The code decides; without a known one the text does, since codes above 226 were renumbered
     * from release to release (4.x says 4037 and 4039 for 81 and 84). A text alone means the MDM only with status 500:
     * a front end that says 404 "Not found" knows nothing of volumes.
     */
    Kind kind() {
        if (status == 401 || status == 403) {
            return Kind.NOT_LOGGED_IN;
        }
        return byCode().or(this::byText).orElse(Kind.OTHER);
    }

    private Optional<Kind> byCode() {
        return RULES.stream().filter(rule -> rule.codes.contains(code)).findFirst().map(Rule::kind);
    }

    private Optional<Kind> byText() {
        if (status != 500) {
            return Optional.empty();
        }
        String text = message.toLowerCase(Locale.ROOT);
        return RULES.stream().filter(rule -> rule.texts.stream().anyMatch(text::contains)).findFirst().map(Rule::kind);
    }

    /** Whether a server answered that did not say what became of the request: a proxy, a Tomcat in trouble. */
    boolean saysNothing() {
        return status >= 500 && code == 0 && kind() == Kind.OTHER;
    }

    /** Whether the gateway itself spoke, and not what stands before it. */
    boolean isTheGateways() {
        return !message.isEmpty();
    }

    @Override
    public String toString() {
        return (message.isEmpty() ? "no reason given" : message)
                + (code == 0 ? " (HTTP " + status + ")" : " (code " + code + ")");
    }

    /** The kinds of refusal that we tell apart. */
    enum Kind {
        /** There is no token, or it has expired. */
        NOT_LOGGED_IN,
        /** The user must change the password first. */
        PASSWORD_EXPIRED,
        TOO_MANY_SESSIONS,
        /** Not now; nothing was done. */
        BUSY,
        /** The gateway waited for the MDM in vain; what it had asked may still be done. */
        UNCERTAIN,
        NO_SUCH_VOLUME,
        NO_SUCH_SDC,
        /** The SDC that is to be mapped is already. */
        MAPPED_TO_IT,
        NOT_MAPPED,
        MAPPED_TO_ALL,
        /** Mapped to somebody, and no second one is allowed. */
        HELD,
        SDC_NOT_APPROVED,
        NAME_TAKEN,
        /** Mapped, so not to be removed. */
        STILL_MAPPED,
        /** Ids of protection domain or pool that are no longer what they were. */
        NO_SUCH_POOL,
        /** No room, or as many as there may be. */
        FULL,
        BAD_SIZE,
        BAD_NAME,
        OTHER
    }

    /** What the MDM says of one kind: some of its codes, and parts of its texts in lower case. The first rule wins. */
    private record Rule(Kind kind, Set<Integer> codes, List<String> texts) {}
}
