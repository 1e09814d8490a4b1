package rexray.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import rexray.scaleio.Secret;
import rexray.volume.VolumeException.RefusedInput;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The places beside the configuration file that a password can come from. No message shows what was found there. */
final class PasswordSource {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private PasswordSource() {}

    /** The first line of a file that only its owner, or a group of its own, can read. */
    static Secret file(String what, String text) {
        Path file = Parsers.readableFile(what, text);
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (permissions.contains(PosixFilePermission.OTHERS_READ)) {
                throw new RefusedInput(what + ": everybody can read " + file, "run chmod 600 " + file);
            }
            return firstLine(what + ": " + file, Files.readString(file, UTF_8));
        } catch (IOException e) {
            throw new RefusedInput(what + ": " + file + " cannot be read: " + e.getClass().getSimpleName(),
                    "check the file");
        }
    }

    /** The first line that a command prints. It is run as it is written, by no shell. */
    static Secret command(String what, List<String> command) {
        String name = what + ": " + command.getFirst();
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new RefusedInput(name + " did not end within " + PATIENCE.toSeconds() + " s",
                        "use a command that does not prompt");
            }
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.exitValue() != 0) {
                throw new RefusedInput(name + " failed with status " + process.exitValue(),
                        "run it by hand to see why");
            }
            return firstLine(name, output);
        } catch (IOException e) {
            throw new RefusedInput(name + " cannot be run", "give the full path of a program");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedInput(name + " was interrupted", "try again");
        }
    }

    private static Secret firstLine(String name, String text) {
        String line = text.lines().findFirst().orElse("");
        if (line.isEmpty()) {
            throw new RefusedInput(name + " has an empty first line", "put the password there");
        }
        return new Secret(line);
    }
}
