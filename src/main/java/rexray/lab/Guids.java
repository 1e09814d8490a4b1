package rexray.lab;

import rexray.lab.Rejection.ByMdm;

/** The GUIDs of SDCs: hexadecimal digits in any case, in groups of 8, 4, 4, 4 and 12. */
final class Guids {
    private Guids() {}

    /** Refuses what is none. */
    static void check(String guid) {
        if (!guid.matches("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw new ByMdm(MdmError.INVALID_GUID);
        }
    }
}
