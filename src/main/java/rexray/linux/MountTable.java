package rexray.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rexray.volume.Access;
import rexray.volume.Mount;
import rexray.volume.MountOptions;
import rexray.volume.Reason;
import rexray.volume.VolumeException.HostFailure;

/**
 * The mounts of one mount namespace at one moment, in the kernel's order. Source: {@code proc_pid_mountinfo(5)}.
 */
record MountTable(List<Entry> entries) {
    private static final Path OWN = Path.of("/proc/self/mountinfo");

    MountTable {
        entries = List.copyOf(entries);
    }

    /**
     * One line.
     *
     * @param options those of the mount and those of the file system
     * @param peerGroups numbers of the groups of mounts by which it comes and goes: that which it is in, and that which it
     *            follows
     */
    record Entry(Mount mount, Set<String> options, Set<String> peerGroups) {}

    /** That of this process. */
    static MountTable read() {
        try {
            return read(OWN);
        } catch (IOException e) {
            throw new HostFailure("the mount table cannot be read: " + Reason.of(e), "check that /proc is mounted", e);
        }
    }

    /** Reads a file of the form of {@code /proc/self/mountinfo}. */
    static MountTable read(Path file) throws IOException {
        return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    }

    static MountTable parse(String text) {
        List<Entry> entries = new ArrayList<>();
        text.lines().filter(line -> !line.isEmpty()).forEach(line -> entries.add(parseLine(line)));
        return new MountTable(entries);
    }

    List<Mount> mounts() {
        return entries.stream().map(Entry::mount).toList();
    }

    /** What is visible at {@code mountpoint}: of several mounts there, the latest. */
    Optional<Mount> topAt(Path mountpoint) {
        return mounts().reversed().stream().filter(mount -> mount.mountpoint().equals(mountpoint)).findFirst();
    }

    /** Whether what is visible at {@code mountpoint} is mounted like that. */
    boolean shows(Path mountpoint, MountOptions options, Access access) {
        Entry top = entries.reversed().stream().filter(entry -> entry.mount().mountpoint().equals(mountpoint))
                .findFirst()
                .orElseThrow(
                        () -> new HostFailure("nothing is mounted on " + mountpoint, "find out what unmounted"
                                + " it", null));
        return top.mount().readOnly() == (access == Access.READ_ONLY) && options.words().stream().allMatch(
                // A kernel shows how it treats access times only where that saves something.
                word -> word.equals("strictatime")
                        ? Collections.disjoint(top.options(), List.of("noatime", "relatime"))
                        : top.options().contains(word));
    }

    long mountsAt(Path mountpoint) {
        return entries.stream().map(Entry::mount).filter(mount -> mount.mountpoint().equals(mountpoint)).count();
    }

    /**
     * E.g. {@code 36 35 98:0 /root /mountpoint rw,noatime master:1 - ext4 /dev/sda1 rw,errors=remount-ro}; any number of
     * optional fields, or none, stand before the hyphen.
     */
    private static Entry parseLine(String line) {
        String[] fields = line.split(" ", -1);
        Set<String> peerGroups = new HashSet<>();
        int hyphen = 6;
        while (hyphen < fields.length && !fields[hyphen].equals("-")) {
            if (fields[hyphen].startsWith("shared:") || fields[hyphen].startsWith("master:")) {
                peerGroups.add(fields[hyphen].substring("shared:".length()));
            }
            hyphen++;
        }
        if (hyphen + 3 >= fields.length) {
            throw new HostFailure("the mount table has a line that REX-Ray does not understand: " + line,
                    "please report this, with the kernel version", null);
        }
        DeviceNumber device = DeviceNumber.parse(fields[2]);
        // A mount can be read-only by itself, or because its whole file system became so after an error.
        boolean readOnly = isReadOnly(fields[5]) || isReadOnly(fields[hyphen + 3]);
        Mount mount = new Mount(device.major(), device.minor(), unescape(fields[3]), path(unescape(fields[4])),
                unescape(fields[hyphen + 2]), fields[hyphen + 1], readOnly);
        Set<String> options = new HashSet<>(List.of(fields[5].split(",", -1)));
        options.addAll(List.of(fields[hyphen + 3].split(",", -1)));
        return new Entry(mount, Set.copyOf(options), Set.copyOf(peerGroups));
    }

    private static boolean isReadOnly(String options) {
        return options.equals("ro") || options.startsWith("ro,");
    }

    /** Space, tab, newline, backslash and {@code #} are written as a backslash and three octal digits. */
    private static String unescape(String field) {
        if (field.indexOf('\\') < 0) {
            return field;
        }
        StringBuilder text = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && field.substring(i + 1).matches("[0-7]{3}.*")) {
                text.append((char) Integer.parseInt(field.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /** A mountpoint that this process cannot express in its locale is none of ours, but its device may be. */
    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            return Path.of(text.replaceAll("[^ -~]", "?"));
        }
    }
}
