package rexray.lab;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import rexray.lab.Rejection.Invalid;

/**
 * The ids of ScaleIO: 64 bits as 16 lower-case hexadecimal digits. The low half looks like a place in a table; the high
 * half is random, so that a thing made again has another id.
 */
final class Ids {
    private Ids() {}

    static String of(RandomGenerator random, int place) {
        return HexFormat.of().toHexDigits(random.nextInt()) + HexFormat.of().toHexDigits(place);
    }

    static String ofSystem(RandomGenerator random) {
        return HexFormat.of().toHexDigits(random.nextLong());
    }

    /** The low half. */
    static int placeOf(String id) {
        return Integer.parseUnsignedInt(id.substring(8), 16);
    }

    /** Reads a client's id; {@link Invalid} if it is no hexadecimal number of 64 bits. */
    static String parse(String text) {
        if (!text.matches("[0-9A-Fa-f]{1,16}")) {
            throw new Invalid("id (" + text + ") must be a hexadecimal number (unsigned long)");
        }
        return HexFormat.of().toHexDigits(Long.parseUnsignedLong(text, 16));
    }
}
