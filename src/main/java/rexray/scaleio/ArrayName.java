package rexray.scaleio;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import rexray.volume.VolumeName;

/**
 * What a volume is called at the array, which allows 31 characters (codes 226, 227). A name that fits is the same there; a
 * longer one becomes its beginning, a tilde and a hash of all of it, so that every host finds the volume by computing. A
 * name that looks like such a result is hashed too: no two names become one.
 *
 * @param value 1 to 31 visible characters of ASCII
 */
record ArrayName(String value) {
    private static final int LONGEST = 31;
    private static final int BEGINNING = 14;
    private static final int HASH = LONGEST - BEGINNING - 1;
    private static final Pattern ALLOWED = Pattern.compile("[!-~]+");
    private static final Pattern SHORTENED = Pattern.compile(".{" + BEGINNING + "}~[0-9a-v]{" + HASH + "}");

    /** Empty if the array can have no such name, however short: blanks, letters that are not of ASCII. */
    static Optional<ArrayName> of(VolumeName name) {
        String full = name.value();
        if (!ALLOWED.matcher(full).matches()) {
            return Optional.empty();
        }
        boolean fits = full.length() <= LONGEST && !SHORTENED.matcher(full).matches();
        return Optional.of(new ArrayName(fits ? full : full.substring(0, BEGINNING) + "~" + hash(full)));
    }

    /** 80 bits of the SHA-256 digest, five in each character. */
    private static String hash(String text) {
        byte[] digest;
        try {
            digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
        String digits = new BigInteger(1, Arrays.copyOf(digest, HASH * 5 / 8)).toString(32);
        return "0".repeat(HASH - digits.length()) + digits;
    }

    @Override
    public String toString() {
        return value;
    }
}
