package rexray.lab;

import org.jspecify.annotations.Nullable;
import rexray.lab.Rejection.ByMdm;

/** The rules of the MDM for names: 1 to 31 printable ASCII characters without blanks, one volume of a name. */
final class ObjectNames {
    private static final int LONGEST = 31;

    private ObjectNames() {}

    static boolean isAllowed(String name) {
        return name.length() <= LONGEST && name.matches("[!-~]+");
    }

    static void check(String name) {
        if (name.length() > LONGEST) {
            throw new ByMdm(MdmError.LONG_NAME);
        }
        if (!name.matches("[!-~]+")) {
            throw new ByMdm(MdmError.INVALID_NAME);
        }
    }

    static void checkFree(State state, @Nullable String name) {
        if (name != null && state.volumeNamed(name).isPresent()) {
            throw new ByMdm(MdmError.VOL_NAME_IN_USE);
        }
    }
}
