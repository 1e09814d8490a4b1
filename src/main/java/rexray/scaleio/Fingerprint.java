package rexray.scaleio;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import rexray.volume.VolumeException.RefusedInput;

/** The SHA-256 digest of a certificate, by which it is known among all others. */
public record Fingerprint(String hex) {
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

    /**
     * Reads one as OpenSSL prints it, or without colons, in any case.
     *
     * @param what the name of the key, for the message
     * @throws RefusedInput if it is anything else
     */
    public static Fingerprint parse(String what, String text) {
        String digits = text.replace(":", "").toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{64}")) {
            throw new RefusedInput(what + " '" + text + "' is not a SHA-256 fingerprint",
                    "write its 32 bytes in hexadecimal, as `openssl x509 -noout -fingerprint -sha256` prints them");
        }
        return new Fingerprint(digits);
    }

    static Fingerprint of(X509Certificate certificate) {
        try {
            return new Fingerprint(
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate without a SHA-256 digest", e);
        }
    }

    /** As OpenSSL prints it. */
    @Override
    public String toString() {
        return COLONS.formatHex(HexFormat.of().parseHex(hex));
    }
}
