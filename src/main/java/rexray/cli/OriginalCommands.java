package rexray.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands and options of the original that this version lacks, each with what to do instead. */
final class OriginalCommands {
    private static final Map<String, String> ALL = all();

    private OriginalCommands() {}

    /**
     * What there is to say.
     *
     * @param name of a command with those above it, as in {@code rexray volume create}, or of an option
     */
    static Optional<String> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    private static Map<String, String> all() {
        Map<String, String> all = new HashMap<>();
        put(all, "rexray ", List.of("scripts", "flexrex", "token", "snapshot"), "not there yet");
        put(all, "rexray snapshot ", List.of("copy"),
                "a snapshot becomes a volume by 'rexray volume create NAME --from VOLUME@LABEL'");
        put(all, "rexray service ", List.of("module"), "not there yet");
        put(all, "", List.of("-h", "--host"), "client/server mode is not there yet; remove it");
        put(all, "", List.of("--force"), "a volume in use is never taken from its users; remove it");
        put(all, "", List.of("--overwriteFS"),
                "what a volume holds is never overwritten; remove the volume and create it");
        put(all, "", List.of("--encrypted", "--encryptionKey"), "the array's pools encrypt, or do not; remove it");
        put(all, "", List.of("--amount"), "give all the names instead");
        put(all, "", List.of("--snapshotID", "--snapshotid"), "had no effect in the original; not there yet");
        put(all, "", List.of("--nopid", "--client"), "not there yet; remove it");
        return Map.copyOf(all);
    }

    private static void put(Map<String, String> all, String prefix, List<String> names, String message) {
        names.forEach(name -> all.put(prefix + name, message));
    }
}
