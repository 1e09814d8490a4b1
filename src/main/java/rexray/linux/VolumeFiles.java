package rexray.linux;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import rexray.volume.Deadline;
import rexray.volume.Host.DataDirectory;
import rexray.volume.Owner;
import rexray.volume.Reason;
import rexray.volume.Size;
import rexray.volume.VolumeException.HostFailure;

/**
 * Directories and small files on a mounted volume. Each step is a child process, since any access to a file system can hang
 * as its device does.
 */
final class VolumeFiles {
    /** ENOENT in the words of {@code strerror(3)}. */
    private static final String MISSING = "No such file or directory";

    private VolumeFiles() {}

    /** One child process, where the directory is there: to start it takes longer than what it does. */
    static DataDirectory makeDirectory(Path directory, int mode, Optional<Path> beside, int most, Deadline deadline) {
        Sight seen = look(directory, beside, most, deadline);
        if (!seen.directory()) {
            // mkdir(1): with -p an existing directory is success, and -m is only for a new one.
            requireDone("the directory " + directory + " cannot be"
                    + " created",
                    Command.of(Program.MKDIR, "-p", "-m", Integer.toOctalString(mode), directory).run(deadline));
        }
        requireNoLink(directory);
        return new DataDirectory(!seen.directory(), seen.beside());
    }

    /**
     * What is there.
     *
     * @param directory whether it is, and is one
     */
    private record Sight(boolean directory, Optional<String> beside) {}

    /** What a file is comes first: to open what a volume from elsewhere has in its place, a pipe or a device, may do anything. */
    private static Sight look(Path directory, Optional<Path> beside, int most, Deadline deadline) {
        List<Object> arguments = new ArrayList<>(List.of(directory));
        beside.ifPresent(arguments::add);
        // find(1): %y is the type, with d and f for directories and ordinary files; -size in bytes. No shell runs -exec.
        arguments.addAll(List.of("-maxdepth", 0, "-printf", "%y %s %f\n"));
        beside.ifPresent(
                file -> arguments.addAll(List.of("-name", name(file), "-type", "f", "-size", "-" + (most + 1) + "c",
                        "-exec", "cat", "{}", ";")));
        CommandResult result = Command.of(Program.FIND, arguments.toArray()).run(deadline);
        if (!hasLookedAtAll(result)) {
            throw new HostFailure("cannot read what is on the volume below " + directory + ": " + result.complaint(),
                    "see `dmesg` for what is wrong with the device", null);
        }
        String left = result.text();
        boolean there = false;
        if (left.matches("(?s)[a-zA-Z] [0-9]+ " + Pattern.quote(name(directory)) + "\n.*")) {
            there = left.startsWith("d");
            left = left.substring(left.indexOf('\n') + 1);
        }
        return new Sight(there,
                left.isEmpty() ? Optional.empty() : Optional.of(contents(beside.orElseThrow(), left, most)));
    }

    /** It ends with 0, or with 1 and a word on each that is missing. One that was ended early has told nothing of the rest. */
    static boolean hasLookedAtAll(CommandResult result) {
        boolean toItsEnd = result.succeeded() || (result.exitCode() == 1 && !result.errors().isBlank());
        return toItsEnd && result.errors().lines().allMatch(line -> line.contains(MISSING));
    }

    /** @param found type, size and name on the first line, the rest is what it holds */
    private static String contents(Path file, String found, int most) {
        String[] parts = found.split("\n", 2);
        String[] shape = parts[0].split(" ", 3);
        if (!shape[0].equals("f") || Long.parseLong(shape[1]) > most) {
            throw new HostFailure(
                    "the file " + file + " is "
                            + (shape[0].equals("f") ? "larger than any that REX-Ray writes" : "not a regular file"),
                    "find out what created it, and remove it", null);
        }
        return parts[1];
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** In a new file first, and the directory last: a name is durable only once its directory is. */
    static void write(Path file, String text, Deadline deadline) {
        Path directory = Objects.requireNonNull(file.getParent());
        Path next = directory.resolve(file.getFileName() + ".new");
        // dd(1): with nofollow a link is an error, and fsync is done before it ends.
        requireDone("the file " + next + " cannot be written",
                Command.of(Program.DD, "of=" + next, "oflag=nofollow", "conv=fsync", "status=none").run(text,
                        deadline));
        requireDone("the file " + file + " cannot be replaced",
                Command.of(Program.MV, "-f", "-T", next, file).run(deadline));
        requireDone("the file " + file + " cannot be made durable",
                Command.of(Program.SYNC, directory).run(deadline));
    }

    /** The owner first, since a change of it takes bits of the mode away. */
    static void own(Path directory, Optional<Owner> owner, Optional<Integer> mode, Deadline deadline) {
        requireNoLink(directory);
        owner.ifPresent(to -> requireDone("the owner of the directory " + directory + " cannot be changed to " + to,
                Command.of(Program.CHOWN, to, directory).run(deadline)));
        mode.ifPresent(bits -> requireDone("the mode of the directory " + directory + " cannot be changed",
                Command.of(Program.CHMOD, "0" + Integer.toOctalString(bits), directory).run(deadline)));
    }

    static Size capacity(Path mountpoint, Deadline deadline) {
        // stat(1), for a file system: %b is its number of blocks, %S their size in bytes.
        CommandResult result = Command.of(Program.STAT, "-f", "-c", "%b %S", mountpoint).run(deadline);
        requireDone("cannot determine the size of the file system on " + mountpoint, result);
        String[] numbers = result.text().strip().split(" ", 2);
        return new Size(Math.multiplyExact(Long.parseLong(numbers[0]), Long.parseLong(numbers[1])));
    }

    private static void requireDone(String problem, CommandResult result) {
        if (!result.succeeded()) {
            throw new HostFailure(problem + ": " + result.complaint(), "see `dmesg` for what is wrong with the device",
                    null);
        }
    }

    /** A volume comes from elsewhere, and a link in it could lead a container to the host's own files. */
    private static void requireNoLink(Path directory) {
        try {
            if (!directory.toRealPath().equals(directory)) {
                throw new HostFailure("the directory " + directory + " is a symbolic link, or below one, to "
                        + directory.toRealPath(), "replace the link on the volume with a directory", null);
            }
        } catch (IOException e) {
            throw new HostFailure("the directory " + directory + " cannot be examined: " + Reason.of(e),
                    "see `dmesg` for what is wrong with the device", e);
        }
    }
}
