package rexray.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A copy of a large file that takes no more room than the original: shared blocks where the file system can. */
final class SparseCopy {
    private static final long MINUTES = 10;

    private SparseCopy() {}

    /** Copies by {@code cp(1)}; an existing target is replaced. */
    static void of(Path source, Path target) throws IOException {
        ProcessBuilder command = new ProcessBuilder("cp", "--reflink=auto", "--sparse=always", "--",
                source.toString(), target.toString()).redirectErrorStream(true);
        command.environment().put("LC_ALL", "C");
        Process process = command.start();
        process.getOutputStream().close();
        try {
            // What cp says on failure is a line or two: it fits the pipe.
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("copying " + source + " took more than " + MINUTES + " minutes");
            }
            if (process.exitValue() != 0) {
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
                throw new IOException("copying " + source + " failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while copying " + source, e);
        } finally {
            process.destroyForcibly();
        }
    }
}
