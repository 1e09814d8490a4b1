package rexray.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import rexray.volume.HostNotes;

/** The checks of what stayed on this host and should not have. They change nothing. */
final class LeftoverChecks {
    private LeftoverChecks() {}

    static Finding lost(HostNotes notes) {
        return notes.lost().isEmpty()
                ? Finding.ok(Check.LOST, "none")
                : Finding.wrong(Check.LOST,
                        "lost: " + notes.lost().entrySet().stream()
                                .map(entry -> entry.getKey() + " at " + entry.getValue()).sorted()
                                .collect(Collectors.joining(", ")),
                        "stop the containers that use it here, which get I/O"
                                + " errors; `rexray events VOLUME` shows who has it");
    }

    /** @param mounted the mountpoints of this host */
    static Finding leftOver(HostNotes notes, Set<Path> mounted, Path mountRoot) {
        List<String> seen = new ArrayList<>();
        if (!notes.unused().isEmpty()) {
            seen.add("used by nobody: " + String.join(", ", notes.unused()));
        }
        List<String> strange = mounted.stream().filter(path -> mountRoot.equals(path.getParent()))
                .filter(path -> !notes.mapped().contains(String.valueOf(path.getFileName()))).map(Path::toString)
                .sorted().toList();
        if (!strange.isEmpty()) {
            seen.add("mounted, but not by rexray: " + String.join(", ", strange));
        }
        return seen.isEmpty()
                ? Finding.ok(Check.LEFT_OVER, "nothing is left over")
                : Finding.doubtful(Check.LEFT_OVER, String.join("; ", seen),
                        "the daemon releases unused volumes by itself, and its log says what prevents that;"
                                + " unmount what rexray did not mount");
    }
}
