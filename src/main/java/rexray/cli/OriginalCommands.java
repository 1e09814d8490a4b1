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
        String changes = "changes volumes; not there yet: use ";
        put(all, "rexray volume ", List.of("create", "c", "n", "new"), changes + "docker volume create -d rexray");
        put(all, "rexray volume ", List.of("rm", "r", "remove", "delete", "del"), changes + "docker volume rm");
        put(all, "rexray volume ", List.of("attach", "a", "mount", "m", "detach", "d", "unmount", "u", "umount"),
                changes + "docker run -v NAME:/DIR --volume-driver rexray, which mounts and unmounts by itself");
        put(all, "rexray volume ", List.of("get", "inspect"), "not there yet; use rexray volume ls");
        put(all, "rexray volume ", List.of("map", "path"), "not there yet; use docker volume inspect");
        put(all, "rexray ", List.of("env"), "not there yet; the settings are those of the configuration file");
        put(all, "rexray ", List.of("install", "uninstall"),
                "not there yet; systemd/rexray.service is the unit to install");
        put(all, "rexray ", List.of("device", "adapter", "scripts", "flexrex", "token", "snapshot"), "not there yet");
        put(all, "rexray service ", List.of("initsys", "module"), "not there yet");
        put(all, "", List.of("-h", "--host", "-s", "--service"), "client/server mode is not there yet; remove it");
        put(all, "", List.of("-v", "--verbose"), "not there yet; use --help");
        put(all, "", List.of("--format", "--template", "--templateTabs", "-q", "--quiet", "--path", "--attached",
                "--available"), "only the whole table is printed yet; remove it");
        put(all, "", List.of("-n", "--dryRun", "--continueOnError", "-i", "--idempotent"), "not there yet; remove it");
        put(all, "", List.of("--nopid", "--force", "--client"), "not there yet; remove it");
        return Map.copyOf(all);
    }

    private static void put(Map<String, String> all, String prefix, List<String> names, String message) {
        names.forEach(name -> all.put(prefix + name, message));
    }
}
