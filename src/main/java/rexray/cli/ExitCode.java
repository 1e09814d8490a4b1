package rexray.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import rexray.volume.VolumeException;

/** What the commands tell the shell. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    /** Of {@code service status}, as LSB and systemd have it: the service is not running. */
    static final int NOT_RUNNING = 3;
    static final int NOT_FOUND = 4;
    static final int IN_USE = 5;
    static final int HELD_ELSEWHERE = 6;
    static final int ARRAY_UNAVAILABLE = 7;
    static final int OUTCOME_UNKNOWN = 8;
    static final int TIMED_OUT = 9;
    static final int ARRAY_FULL = 10;

    private ExitCode() {}

    static int of(VolumeException failure) {
        return switch (failure) {
            case VolumeException.NotFound e -> NOT_FOUND;
            case VolumeException.HeldElsewhere e -> HELD_ELSEWHERE;
            case VolumeException.InUse e -> IN_USE;
            case VolumeException.RefusedInput e -> FAILED;
            case VolumeException.ArrayFull e -> ARRAY_FULL;
            case VolumeException.ArrayUnavailable e -> ARRAY_UNAVAILABLE;
            case VolumeException.OutcomeUnknown e -> OUTCOME_UNKNOWN;
            case VolumeException.HostFailure e -> FAILED;
            case VolumeException.TimedOut e -> TIMED_OUT;
            case VolumeException.Unsupported e -> FAILED;
        };
    }

    /** What the exit codes of a command mean, for its help. */
    static Map<String, String> meanings(Object command) {
        Map<String, String> codes = new LinkedHashMap<>();
        put(codes, OK, "done");
        put(codes, FAILED, "failed or refused; the message says why");
        put(codes, USAGE, "wrong usage: the command line was not understood");
        if (command instanceof StatusCommand || command instanceof ReloadCommand) {
            put(codes, NOT_RUNNING, "the service is not running");
        }
        if (command instanceof VolumeCommand || command instanceof DeviceCommand) {
            put(codes, NOT_FOUND, "there is no such volume or device");
            put(codes, IN_USE, "in use on this host");
            put(codes, HELD_ELSEWHERE, "held by another host");
            put(codes, ARRAY_UNAVAILABLE, "the array is unavailable");
            put(codes, OUTCOME_UNKNOWN, "requested, but the outcome is unknown");
            put(codes, TIMED_OUT, "timed out; the work may still be going on");
            put(codes, ARRAY_FULL, "the array has no room");
        }
        return codes;
    }

    private static void put(Map<String, String> codes, int code, String meaning) {
        codes.put(Integer.toString(code), meaning);
    }
}
