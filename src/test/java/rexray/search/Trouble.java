package rexray.search;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rexray.lab.Disturbance;

/** What goes wrong while a request is carried out. */
enum Trouble {
    SERVER_ERROR(Disturbance.SERVER_ERROR),
    BAD_GATEWAY(Disturbance.BAD_GATEWAY),
    NOT_FOUND(Disturbance.NOT_FOUND),
    STRANGE_REFUSAL(Disturbance.STRANGE_REFUSAL),
    TOKEN_EXPIRED(Disturbance.TOKEN_EXPIRED),
    LOGIN_REFUSED(Disturbance.LOGIN_REFUSED),
    BUSY(Disturbance.BUSY),
    BUSY_FOR_LONG(Disturbance.BUSY_FOR_LONG),
    UNCERTAIN(Disturbance.UNCERTAIN),
    REQUEST_LOST(Disturbance.REQUEST_LOST),
    REPLY_LOST(Disturbance.REPLY_LOST),
    REPLIES_LOST(Disturbance.REPLIES_LOST),
    GATEWAY_AWAY(Disturbance.GATEWAY_AWAY),
    /** A change is carried out a while after its connection broke. */
    LATE_CHANGE,
    /** The list of what is mapped to this host is empty. */
    EMPTY_LIST,
    /** One volume is missing in a list. */
    PARTIAL_LIST,
    /** A volume is told without its holders. */
    HOLDERS_HIDDEN,
    /** The array takes this host for another one. */
    WRONG_SDC,
    DEVICE_NEVER,
    HOST_FAILS_BEFORE,
    /** What was to be done is done, and the command fails all the same. */
    HOST_FAILS_AFTER,
    TORN_FORMAT,
    KILLED_BEFORE,
    KILLED_AFTER,
    POWER_CUT;

    private final @Nullable Disturbance disturbance;

    Trouble() {
        this(null);
    }

    Trouble(@Nullable Disturbance disturbance) {
        this.disturbance = disturbance;
    }

    /** At the gateway itself; empty if it is made in this process. */
    Optional<Disturbance> disturbance() {
        return Optional.ofNullable(disturbance);
    }

    /**
     * Whether that request does what this befalls, often enough to be met. Path asks nobody; tidying, and the Unmount of
     * one who has nothing mounted, mostly find nothing to do.
     */
    boolean canMeet(Request request) {
        return switch (this) {
            case LATE_CHANGE -> Set.of(Request.REMOVE, Request.MOUNT, Request.UNMOUNT, Request.TAKE_OVER)
                    .contains(request);
            case EMPTY_LIST, PARTIAL_LIST -> Set.of(Request.WATCH, Request.BECOME_READY).contains(request);
            case HOLDERS_HIDDEN -> Set.of(Request.CREATE, Request.REMOVE, Request.MOUNT, Request.UNMOUNT, Request.COPY,
                    Request.GET, Request.TAKE_OVER, Request.WATCH).contains(request);
            case WRONG_SDC -> Set.of(Request.MOUNT, Request.UNMOUNT, Request.TAKE_OVER, Request.WATCH,
                    Request.BECOME_READY).contains(request);
            case DEVICE_NEVER, TORN_FORMAT -> request == Request.MOUNT;
            case HOST_FAILS_BEFORE, HOST_FAILS_AFTER -> Set.of(Request.MOUNT, Request.UNMOUNT, Request.COPY)
                    .contains(request);
            default -> !Set.of(Request.PATH, Request.TIDY, Request.STRAY_UNMOUNT).contains(request);
        };
    }

    /** A daemon whose login was refused does not try again at once. */
    boolean mayRefuseLogins() {
        return this == TOKEN_EXPIRED || this == LOGIN_REFUSED;
    }

    boolean isDeath() {
        return this == KILLED_BEFORE || this == KILLED_AFTER || this == POWER_CUT || this == TORN_FORMAT;
    }
}
