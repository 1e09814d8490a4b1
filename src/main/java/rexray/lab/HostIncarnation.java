package rexray.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What tells a host from the same host after a restart, though not after its SDC was restarted: the mount namespace and
 * when its first process started. In an emulated host, made of namespaces, both are its own.
 */
final class HostIncarnation {
    private static final int START_TIME_AFTER_NAME = 19;

    private HostIncarnation() {}

    /** Of this process's host: digits and a hyphen. */
    static String current() throws IOException {
        String namespace = Files.readSymbolicLink(Path.of("/proc/self/ns/mnt")).toString().replaceAll("\\D", "");
        return namespace + "-" + startTime(1);
    }

    /** When a process started, in clock ticks since boot: field 22 of {@code /proc/PID/stat}, see {@code proc(5)}. */
    static String startTime(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        // The second field, the command's name, may itself hold blanks and parentheses.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return fields[START_TIME_AFTER_NAME];
    }
}
