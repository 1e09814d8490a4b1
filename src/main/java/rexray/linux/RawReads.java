package rexray.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.regex.Pattern;
import rexray.volume.BlockDevice;
import rexray.volume.Deadline;
import rexray.volume.VolumeException.HostFailure;

/**
 * Reads of a block device that pass by the page cache, by child processes: such a read can hang for good. One that brings
 * less than it should is a failure.
 */
final class RawReads {
    private static final int LINE = 16;
    private static final Pattern DUMP = Pattern.compile("[0-9a-f]{8,}:  .*");

    private RawReads() {}

    /** Bytes of the device; offset and length are multiples of its sector size. */
    static byte[] bytes(BlockDevice device, long offset, int length, Deadline deadline) {
        CommandResult result = dd(device, offset, length, deadline);
        if (!result.succeeded() || result.output().length != length) {
            throw unreadable(device, offset, length, result);
        }
        return result.output();
    }

    static CommandResult dd(BlockDevice device, long offset, int length, Deadline deadline) {
        return Command.of(Program.DD, "if=" + device, "iflag=direct,skip_bytes", "bs=" + length, "skip=" + offset,
                "count=1", "status=none").run(deadline);
    }

    /**
     * Whether all places read as zeros. One process for all of them: {@code pread -v} prints, per place, lines of an
     * address, a colon and two blanks, {@value #LINE} bytes in hexadecimal, and the same as text, then a summary.
     */
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
        CommandResult result = Command.of(Program.XFS_IO, arguments.toArray()).run(deadline);
        long expected = (long) places.size() * (length / LINE);
        List<String> lines = result.text().lines().filter(DUMP.asMatchPredicate()).toList();
        if (!result.succeeded() || lines.size() != expected) {
            throw unreadable(device, places.getFirst(), length, result);
        }
        String zeros = ":  " + "00 ".repeat(LINE);
        return lines.stream().allMatch(line -> line.contains(zeros));
    }

    static boolean areZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static HostFailure unreadable(BlockDevice device, long offset, int length, CommandResult result) {
        return new HostFailure("the device " + device + " cannot be read (" + length + " bytes at " + offset + "): "
                + result.complaint(), "see `dmesg` for what is wrong with the device", null);
    }
}
