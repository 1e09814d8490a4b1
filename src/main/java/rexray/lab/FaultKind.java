package rexray.lab;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;
import rexray.volume.VolumeException.RefusedInput;

/** The faults that {@code rexray lab fault set} knows. */
enum FaultKind implements WireName {
    LATENCY("latency", "TIME", "The request is carried out, but TIME later.") {
        @Override
        List<Aim> aims(String value, String request) {
            return List.of(new Aim(request, new Fault.Delay(time(value))));
        }
    },
    UNAUTHORIZED("unauthorized", "", "401, as for a token that ran out.") {
        @Override
        List<Aim> aims(String value, String request) {
            return List.of(new Aim(request, new Fault.Answer(401, 0, "Unauthorized")));
        }
    },
    SERVER_ERROR("server-error", "STATUS", "An answer like 503, in JSON; nothing is done.") {
        @Override
        List<Aim> aims(String value, String request) {
            return List.of(new Aim(request, new Fault.Answer(status(value), 0, "The gateway is not ready")));
        }
    },
    FRONT_END_ERROR("front-end-error", "STATUS", "An answer like 502 with a page of HTML, as the front end of 4.x gives"
            + " it; nothing is done.") {
        @Override
        List<Aim> aims(String value, String request) {
            return List.of(new Aim(request, new Fault.Page(status(value))));
        }
    },
    HTML_ERRORS("html-errors", "",
            "401, 404 and 405 come as pages of HTML, as from the front end of 4.x; all else is as"
                    + " usual.") {
        @Override
        List<Aim> aims(String value, String request) {
            return List.of(new Aim(request, new Fault.PageForError()));
        }
    },
    BUSY("busy", "", "500 with code 164, \"The system is busy. Retry later\"; nothing is done.") {
        @Override
        List<Aim> aims(String value, String request) {
            return List.of(new Aim(request, new Fault.Refusal(MdmError.VOL_ALLOC_ERROR_BUSY)));
        }
    },
    MDM_ERROR("mdm-error", "NAME", "500 with code and text of that error of the MDM, e.g. COMMUNICATION_ERROR; nothing"
            + " is done.") {
        @Override
        List<Aim> aims(String value, String request) {
            return List.of(new Aim(request, new Fault.Refusal(Stream.of(MdmError.values())
                    .filter(error -> error.name().equals(value)).findFirst()
                    .orElseThrow(() -> new RefusedInput("'" + value + "' is not an error of the MDM",
                            "give --value one of the names in docs/reference/lab.md")))));
        }
    },
    REQUEST_LOST("request-lost", "", "The connection breaks; nothing is done.") {
        @Override
        List<Aim> aims(String value, String request) {
            return List.of(new Aim(request, new Fault.DropBeforeWork()));
        }
    },
    REPLY_LOST("reply-lost", "", "The request is carried out, then the connection breaks without an answer.") {
        @Override
        List<Aim> aims(String value, String request) {
            return List.of(new Aim(request, new Fault.DropAfterWork()));
        }
    },
    LATE_WORK("late-work", "TIME", "The connection breaks at once; TIME later the request is carried out all the"
            + " same.") {
        @Override
        List<Aim> aims(String value, String request) {
            return List.of(new Aim(request, new Fault.LateWork(time(value))));
        }
    },
    POOL_FULL("pool-full", "", "No volume is made or grows, and no snapshot is made, for want of capacity.") {
        @Override
        List<Aim> aims(String value, String request) {
            return List.of(
                    new Aim("POST /api/types/Volume/instances",
                            new Fault.Refusal(MdmError.CAPACITY_TOO_LOW_FOR_THIN_VOL)),
                    new Aim("action/setVolumeSize", new Fault.Refusal(MdmError.TOO_MUCH_THIN_CAPACITY)),
                    new Aim("action/snapshotVolumes", new Fault.Refusal(MdmError.CAPACITY_TOO_LOW_FOR_SNAP)));
        }
    },
    GATEWAY_RESTART("gateway-restart", "", "The gateway ends and starts again, once: connections and tokens are gone."),
    SDC_DISCONNECTED("sdc-disconnected", "",
            "The array has lost the SDC, which goes on reading and writing, but hears of"
                    + " no new mapping."),
    SDC_FAILING("sdc-failing", "", "The array has lost the SDC, and its reads"
            + " and writes fail until the fault is cleared."),
    SDC_HANGING("sdc-hanging", "",
            "The array has lost the SDC, and writes to what is mounted from its devices hang until"
                    + " the fault is cleared."),
    DEVICE_LATE("device-late", "TIME",
            "What is mapped to the SDC from now on appears TIME later, in spite of a rescan."),
    DEVICE_NEVER("device-never", "", "What is mapped to the SDC from now on does not appear.");

    private final String wireName;
    private final String valueName;
    private final String description;

    FaultKind(String wireName, String valueName, String description) {
        this.wireName = wireName;
        this.valueName = valueName;
        this.description = description;
    }

    /** The kind of that name; {@link RefusedInput} if there is none. */
    static FaultKind of(String name) {
        return Stream.of(values()).filter(kind -> kind.wireName.equals(name)).findFirst()
                .orElseThrow(() -> new RefusedInput("there is no fault '" + name + "'",
                        "choose one of: " + String.join(", ", Stream.of(values()).map(FaultKind::wireName).toList())));
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** What its value is, empty if it takes none. */
    String valueName() {
        return valueName;
    }

    String description() {
        return description;
    }

    /** Whether it strikes an SDC rather than requests. */
    boolean isOfSdc() {
        return compareTo(SDC_DISCONNECTED) >= 0;
    }

    /** Whether the SDC is lost to the array. */
    boolean disconnects() {
        return this == SDC_DISCONNECTED || this == SDC_FAILING || this == SDC_HANGING;
    }

    /** The requests that it strikes and how; {@link RefusedInput} if the value is wrong. */
    List<Aim> aims(String value, String request) {
        return List.of();
    }

    static Duration time(String text) {
        try {
            return new DelayConverter().convert(text);
        } catch (TypeConversionException e) {
            throw new RefusedInput(Optional.ofNullable(e.getMessage()).orElse("no time"), "give --value 500ms or 3s");
        }
    }

    private static int status(String text) {
        if (!text.matches("[45]\\d\\d")) {
            throw new RefusedInput("'" + text + "' is not an error status", "give --value 503, for example");
        }
        return Integer.parseInt(text);
    }

    /** Requests that meet a fault: those whose {@code METHOD path} contains a text. */
    record Aim(String request, Fault fault) {}
}
