package rexray;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import rexray.TestHost.Printed;

/** A user of the machine who is not root, and runs commands on a host. Needs root, to become that user. */
final class OtherUser {
    private static final List<String> BECOME = List.of("setpriv", "--reuid", "65534", "--regid", "65534",
            "--clear-groups");
    private final String classPath;

    private OtherUser(String classPath) {
        this.classPath = classPath;
    }

    /** @param directory to copy the program to, since the user cannot read it in root's home */
    static OtherUser with(Path directory) throws IOException {
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> copies = new ArrayList<>();
        for (String entry : List.of(System.getProperty("java.class.path").split(File.pathSeparator))) {
            Path copy = directory.resolve(copies.size() + "-" + Path.of(entry).getFileName());
            Shell.succeed("cp", "-r", entry, copy);
            copies.add(copy.toString());
        }
        Shell.succeed("chmod", "-R", "a+rX", directory);
        return new OtherUser(String.join(File.pathSeparator, copies));
    }

    /** Runs a command on a host, with words that are parted by spaces. */
    Printed rexray(TestHost host, String words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(BECOME);
        command.addAll(host.program(words.split(" ")).command());
        command.set(command.indexOf("-cp") + 1, classPath);
        // The archive of classes is one of the jars at their own place.
        command.removeIf(word -> word.startsWith("-XX:SharedArchiveFile="));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Printed(process.waitFor(), text);
    }
}
