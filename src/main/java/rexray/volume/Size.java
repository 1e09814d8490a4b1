package rexray.volume;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rexray.volume.VolumeException.RefusedInput;

/** A capacity in bytes, more than zero. "GB" means GiB (2^30 bytes) here, as everywhere in ScaleIO. */
public record Size(long bytes) implements Comparable<Size> {
    private static final long GIB = 1L << 30;
    /** 1 EiB: more than any array has, and far from where a long ends. */
    private static final long LARGEST = 1L << 60;
    private static final Pattern WITH_UNIT = Pattern.compile("(?i)([0-9]{1,18})\\s*(?:([mgt])i?b?)?");

    public Size {
        if (bytes <= 0) {
            throw new IllegalArgumentException("size of " + bytes + " bytes");
        }
    }

    /** A size of whole GB. */
    public static Size ofGb(long gb) {
        return new Size(Math.multiplyExact(gb, GIB));
    }

    /** A size of whole KiB, the unit of the gateway's answers. */
    public static Size ofKb(long kb) {
        return new Size(Math.multiplyExact(kb, 1024L));
    }

    /**
     * Reads a user's size: a whole number of GB, at least 1.
     *
     * @param what the name of the option or key, for the message
     * @throws RefusedInput if it is anything else
     */
    public static Size parseGb(String what, String text) {
        if (!text.strip().matches("[0-9]{1,9}") || Long.parseLong(text.strip()) == 0) {
            throw new RefusedInput(what + " " + VolumeName.quote(text) + " is not a size",
                    "give a whole number of GB from 1, e.g. " + what + "=16");
        }
        return ofGb(Long.parseLong(text.strip()));
    }

    /**
     * Reads a user's size: a whole number of GB, or with a unit up to TB. MB, GB and TB are powers of 1024 here, as
     * everywhere in ScaleIO, with or without the {@code i}.
     *
     * @param what the name of the option or key, for the message
     * @throws RefusedInput if it is anything else
     */
    public static Size parse(String what, String text) {
        Matcher matcher = WITH_UNIT.matcher(text.strip());
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new RefusedInput(what + " " + VolumeName.quote(text) + " is not a size",
                    "give a whole number of GB from 1, or one with a unit: 16, 16GB, 512MB, 1TB");
        }
        long unit = switch (Optional.ofNullable(matcher.group(2)).orElse("g").toLowerCase(Locale.ROOT)) {
            case "m" -> GIB >> 10;
            case "t" -> GIB << 10;
            default -> GIB;
        };
        long number = Long.parseLong(matcher.group(1));
        if (number > LARGEST / unit) {
            throw new RefusedInput(what + " " + VolumeName.quote(text) + " is too large for a volume",
                    "give a smaller size");
        }
        return new Size(number * unit);
    }

    /** Rounded up to a multiple of {@code step}. */
    public Size roundUpTo(Size step) {
        return new Size(Math.multiplyExact(Math.ceilDiv(bytes, step.bytes), step.bytes));
    }

    /** Whole GB, rounded down. */
    public long gb() {
        return bytes / GIB;
    }

    /** In GB with two decimals, rounded down, e.g. {@code 15.58 GB}. */
    public String inGb() {
        return BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(GIB), 2, RoundingMode.DOWN) + " GB";
    }

    public long kb() {
        return bytes / 1024;
    }

    @Override
    public int compareTo(Size other) {
        return Long.compare(bytes, other.bytes);
    }

    /** E.g. {@code 16 GB}, or bytes where it is no whole number of GB. */
    @Override
    public String toString() {
        return bytes % GIB == 0 ? gb() + " GB" : bytes + " bytes";
    }
}
