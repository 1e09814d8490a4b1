package rexray.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The stream by which systemd's journal takes a service's output. */
final class JournalStream {
    private static final String VARIABLE = "JOURNAL_STREAM";

    private JournalStream() {}

    /** Whether what this process writes to standard error goes to the journal. */
    static boolean isStandardError() {
        return is(Path.of("/proc/self/fd/2"), System.getenv());
    }

    /**
     * Whether that file is the one whose device and inode the variable has. A child whose output was led elsewhere has the
     * variable, too: systemd.exec(5).
     */
    static boolean is(Path stream, Map<String, String> environment) {
        String journal = environment.get(VARIABLE);
        try {
            return journal != null && journal
                    .equals(Files.getAttribute(stream, "unix:dev") + ":" + Files.getAttribute(stream, "unix:ino"));
        } catch (IOException e) {
            return false;
        }
    }
}
