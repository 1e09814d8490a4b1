package rexray.lab;

import rexray.volume.VolumeException.RefusedInput;

/**
 * A fault that somebody asked for.
 *
 * @param kind name of a {@link FaultKind}
 * @param value as the kind needs it, else empty
 * @param request part of {@code METHOD path}; empty for any request
 * @param sdc id, GUID, name or IP of the SDC that it strikes; empty for all
 * @param times how many requests it strikes; 0 until it is cleared
 */
record FaultOrder(String kind, String value, String request, String sdc, int times) {
    FaultOrder {
        FaultKind known = FaultKind.of(kind);
        if (known.valueName().isEmpty() != value.isEmpty()) {
            throw new RefusedInput("the fault " + kind + (value.isEmpty() ? " needs a value" : " takes no value"),
                    value.isEmpty() ? "give --value " + known.valueName() : "leave --value out");
        }
        if (known.isOfSdc() ? !request.isEmpty() : !sdc.isEmpty()) {
            throw new RefusedInput("the fault " + kind + " does not apply to"
                    + " " + (known.isOfSdc() ? "requests" : "SDCs"),
                    known.isOfSdc() ? "give --sdc instead" : "give --request instead");
        }
        if (times < 0 || (times > 0 && known.isOfSdc())) {
            throw new RefusedInput("the fault " + kind + " does not apply to " + times + " times",
                    "leave --times out, and clear the fault when it has lasted long enough");
        }
        if (known == FaultKind.DEVICE_LATE) {
            FaultKind.time(value);
        }
        known.aims(value, request);
    }

    /** One that strikes the next requests whose {@code METHOD path} contains that text. */
    static FaultOrder of(FaultKind kind, String value, String request, int times) {
        return new FaultOrder(kind.wireName(), value, request, "", times);
    }

    /** One that strikes an SDC until it is cleared. */
    static FaultOrder ofSdc(FaultKind kind, String value, String sdc) {
        return new FaultOrder(kind.wireName(), value, "", sdc, 0);
    }

    boolean strikes(StoredSdc known) {
        return sdc.isEmpty() || sdc.equals(known.id()) || sdc.equalsIgnoreCase(known.guid()) || sdc.equals(known.name())
                || sdc.equals(known.ip());
    }
}
