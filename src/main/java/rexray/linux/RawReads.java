package rexray.linux;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.regex.Pattern;
import rexray.volume.BlockDevice;
import rexray.volume.Deadline;
import rexray.volume.VolumeException.HostFailure;

/**
 * Reads of a block device that pass by the page cache, by child processes: such a read can hang for good. One that brings
 * less than it should is a failure. What is only compared with zeros is never held in memory: hundreds of volumes may be
 * looked at at once.
 */
final class RawReads {
    private static final int LINE = 16;

    private RawReads() {}

    /** Bytes of the device; offset and length are multiples of its sector size. */
    static byte[] bytes(BlockDevice device, long offset, int length, Deadline deadline) {
        CommandResult result = dd(device, offset, length).run(deadline);
        if (!result.succeeded() || result.output().length != length) {
            throw unreadable(device, offset, length, result);
        }
        return result.output();
    }

    static Command dd(BlockDevice device, long offset, int length) {
        return Command.of(Program.DD, "if=" + device, "iflag=direct,skip_bytes", "bs=" + length, "skip=" + offset,
                "count=1", "status=none");
    }

    /** Whether so many bytes at that place read as zeros. */
    static boolean areZero(BlockDevice device, long offset, int length, Deadline deadline) {
        Bytes bytes = new Bytes();
        CommandResult result = dd(device, offset, length).run(deadline, bytes::read);
        if (!result.succeeded() || bytes.count != length) {
            throw unreadable(device, offset, length, result);
        }
        return bytes.zero;
    }

    /** Whether all places read as zeros: one process for all of them. */
    static boolean areZero(BlockDevice device, SortedSet<Long> places, int length, Deadline deadline) {
        if (places.isEmpty()) {
            return true;
        }
        List<Object> arguments = new ArrayList<>(List.of("-r", "-d"));
        for (long place : places) {
            arguments.add("-c");
            arguments.add("pread -v " + place + " " + length);
        }
        arguments.add(device);
        Dump dump = new Dump();
        CommandResult result = Command.of(Program.XFS_IO, arguments.toArray()).run(deadline, dump::read);
        if (!result.succeeded() || dump.lines != (long) places.size() * (length / LINE)) {
            throw unreadable(device, places.getFirst(), length, result);
        }
        return dump.zero;
    }

    private static HostFailure unreadable(BlockDevice device, long offset, int length, CommandResult result) {
        return new HostFailure("the device " + device + " cannot be read (" + length + " bytes at " + offset + "): "
                + result.complaint(), "see `dmesg` for what is wrong with the device", null);
    }

    /** How many bytes came, and whether all were zero. */
    private static final class Bytes {
        private static final byte[] ZEROS = new byte[8192];
        private long count;
        private boolean zero = true;

        void read(InputStream pipe) throws IOException {
            byte[] buffer = new byte[ZEROS.length];
            for (int length = pipe.read(buffer); length >= 0; length = pipe.read(buffer)) {
                count += length;
                zero &= Arrays.equals(buffer, 0, length, ZEROS, 0, length);
            }
        }
    }

    /**
     * What {@code pread -v} prints: per place, lines of an address, a colon and two blanks, {@value #LINE} bytes in
     * hexadecimal, and the same as text; then a summary.
     */
    private static final class Dump {
        private static final Pattern FORM = Pattern.compile("[0-9a-f]{8,}:  .*");
        private static final String ZEROS = ":  " + "00 ".repeat(LINE);
        private long lines;
        private boolean zero = true;

        void read(InputStream pipe) throws IOException {
            BufferedReader text = new BufferedReader(new InputStreamReader(pipe, StandardCharsets.US_ASCII));
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                if (FORM.matcher(line).matches()) {
                    lines++;
                    zero &= line.contains(ZEROS);
                }
            }
        }
    }
}
