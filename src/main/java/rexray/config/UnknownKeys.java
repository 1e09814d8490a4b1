package rexray.config;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is said about keys that have no effect. A section that is refused as a whole is told once. Of one thread. */
final class UnknownKeys {
    private static final String SERVICES = "libstorage.server.services.";
    private final List<Problem> problems;
    /** The place in {@link #problems} and the number of keys of each entry seen so far. */
    private final Map<RefusedKeys.Entry, Seen> seen = new HashMap<>();

    private record Seen(int place, Setting first, int count) {}

    UnknownKeys(List<Problem> problems) {
        this.problems = problems;
    }

    /** @param key what the setting would be called at the root */
    void report(Setting setting, String key) {
        if (isSection(key) && setting.values().equals(List.of(""))) {
            return; // its keys are all commented out
        }
        RefusedKeys.find(key).ifPresentOrElse(entry -> refuse(entry, setting), () -> unknown(setting, key));
    }

    private void refuse(RefusedKeys.Entry entry, Setting setting) {
        Seen before = seen.get(entry);
        Seen now = before == null
                ? new Seen(problems.size(), setting, 1)
                : new Seen(before.place(), before.first(), before.count() + 1);
        seen.put(entry, now);
        String others = now.count() == 1 ? "" : " (and " + (now.count() - 1) + " more keys like it)";
        Problem problem = new Problem(now.first().origin(), now.first().key() + others + " " + entry.problem(),
                entry.remedy());
        if (before == null) {
            problems.add(problem);
        } else {
            problems.set(now.place(), problem);
        }
    }

    private void unknown(Setting setting, String key) {
        if (isSection(key)) {
            problems.add(new Problem(setting.origin(), setting.key() + " is a section, not a value",
                    "put its keys below it, indented, each with a space after its colon, or remove the line"));
            return;
        }
        String remedy = Spelling.nearestKey(key, knownKeys()).map(near -> "did you mean " + near + "?")
                .orElse("the known keys are in config.yml.example; remove it");
        problems.add(new Problem(setting.origin(), "unknown key " + setting.key(), remedy));
    }

    /** Whether it stands where the sections of keys that we act upon stand. */
    private static boolean isSection(String text) {
        String section = Setting.fold(text) + ".";
        return SERVICES.startsWith(section)
                || Arrays.stream(Key.values()).anyMatch(key -> Setting.fold(key.toString()).startsWith(section));
    }

    private static List<String> knownKeys() {
        return Stream.concat(Arrays.stream(Key.values()).map(Key::toString),
                RefusedKeys.ALL.stream().map(RefusedKeys.Entry::pattern).filter(key -> !key.endsWith("*"))).toList();
    }
}
