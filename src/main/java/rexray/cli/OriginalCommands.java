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
     * @param name of a command with those above it, as in {@code rexray volume create}
     */
    static Optional<String> find(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    /** The same of an option, which can mean something else to another command. */
    static Optional<String> findOption(String command, String option) {
        String path = command.replaceFirst("^rexray (start|stop|restart|status)$", "rexray service $1");
        return find(path + " " + option).or(() -> find(option));
    }

    private static Map<String, String> all() {
        Map<String, String> all = new HashMap<>();
        put(all, "rexray ", List.of("scripts", "flexrex", "token", "snapshot"), "not there yet");
        put(all, "rexray snapshot ", List.of("copy"),
                "a snapshot becomes a volume by 'rexray volume create NAME --from VOLUME@LABEL'");
        put(all, "rexray service ", List.of("module"), "not there yet");
        put(all, "", List.of("-h"),
                "stood for --host in the original, and client/server mode is not there yet; for help"
                        + " use --help or -?");
        put(all, "", List.of("--host"), "client/server mode is not there yet; remove it");
        put(all, "", List.of("--force"), "a volume in use is never taken from its users; remove it");
        put(all, "", List.of("--overwriteFS"),
                "what a volume holds is never overwritten; remove the volume and create it");
        put(all, "", List.of("--encrypted", "--encryptionKey"), "the array's pools encrypt, or do not; remove it");
        put(all, "", List.of("--amount"), "give all the names instead");
        put(all, "rexray volume create ", List.of("--snapshotID", "--snapshotid"),
                "copy a snapshot with --from VOLUME@LABEL; the original ignored this option since 0.4");
        put(all, "", List.of("--nopid", "--client"), "not there yet; remove it");
        addOfVolumes(all);
        addOfDevices(all);
        put(all, "rexray service start ", List.of("--force"),
                "a host has one service at a time; 'rexray service restart' takes the place of one that runs");
        put(all, "rexray uninstall ", List.of("--package"),
                "this removes the systemd unit; remove the package with 'apt remove rexray' or 'dnf remove rexray'");
        return Map.copyOf(all);
    }

    /** Those of 0.2 and 0.3 too. */
    private static void addOfVolumes(Map<String, String> all) {
        put(all, "rexray volume create ", List.of("--force"), "nothing that exists is created again; remove it");
        put(all, "rexray volume create ", List.of("--volumeid"), "copy a volume with --from VOLUME");
        put(all, "rexray volume mount ", List.of("--fsType"),
                "the file system is chosen when a volume is created: 'rexray volume create NAME --fsType TYPE'");
        put(all, "", List.of("--volumename", "--volumeid"), "give the volume's name or id without an option");
        put(all, "", List.of("--snapshotname", "--snapshotid"),
                "a snapshot is given as VOLUME@LABEL, without an option");
        put(all, "", List.of("--description"), "the array stores no descriptions; say it in the label");
        put(all, "", List.of("--destinationsnapshotname", "--destinationregion"),
                "a snapshot becomes a volume by 'rexray volume create NAME --from VOLUME@LABEL'");
        put(all, "", List.of("--runasync"), "commands wait until the work is done; remove it, or run it with '&'");
        put(all, "", List.of("--instanceid"), "a command is for the host it runs on; run it on that host");
        put(all, "", List.of("--preempt"), "take a volume from another host with 'rexray volume takeover VOLUME'");
    }

    private static void addOfDevices(Map<String, String> all) {
        put(all, "rexray device mount ", List.of("--fsType"), "the type is read from the device; remove it");
        put(all, "rexray device mount ", List.of("--mountOptions", "--mountLabel"),
                "devices are mounted read-write, with the kernel's defaults; use mount(8) for others");
        put(all, "rexray device unmount ", List.of("--deviceName"), "name the directory with --mountPoint instead");
        put(all, "rexray device format ", List.of("--overwriteFS"),
                "nothing that contains data is formatted; if it is not needed, clear it with wipefs first");
    }

    private static void put(Map<String, String> all, String prefix, List<String> names, String message) {
        names.forEach(name -> all.put(prefix + name, message));
    }
}
