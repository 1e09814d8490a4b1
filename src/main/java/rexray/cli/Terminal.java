package rexray.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the standard streams of this process lead to. */
enum Terminal {
    OUT("1"),
    ERR("2");

    private final String descriptor;

    Terminal(String descriptor) {
        this.descriptor = descriptor;
    }

    /** Whether somebody reads it on a screen. */
    boolean isInteractive() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd", descriptor)).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether it may have colours: not for those who set NO_COLOR (no-color.org), and nowhere but on a screen. */
    boolean hasColour() {
        String no = System.getenv("NO_COLOR");
        return (no == null || no.isEmpty()) && isInteractive();
    }
}
