package rexray.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The settings in the environment of a process, by the original's names: {@code SCALEIO_ENDPOINT} is
 * {@code scaleio.endpoint}. An empty variable is none, as it was there. A variable of the original that has no effect here,
 * or one that nobody knows, is a problem.
 */
final class Environment {
    /** The managed plug-in's short names. */
    static final Map<String, Key> SHORT = Map.of("REXRAY_FSTYPE", Key.FILE_SYSTEM, "REXRAY_PREEMPT", Key.PREEMPT);
    private static final List<String> PREFIXES = List.of("REXRAY_", "LIBSTORAGE_", "SCALEIO_", "LINUX_VOLUME_");
    /** Not settings of the service: for the launcher, and for hosts of a lab. */
    private static final Set<String> OTHERS = Set.of("REXRAY_JAVA", "REXRAY_LAB_HOST");
    /** What services and modules have their names behind. */
    private static final List<String> NAMES = List.of("REXRAY_MODULES_", "LIBSTORAGE_SERVER_SERVICES_");
    private static final String CREDENTIAL = "scaleio.password";
    private static final String CREDENTIALS_OF_THE_UNIT = "/run/credentials/rexray.service";

    private Environment() {}

    /**
     * @param file the configuration that they are added to
     * @param problems gets what is wrong with single variables, which then are left out
     */
    static List<Setting> read(Map<String, String> variables, Path file, List<Problem> problems) {
        List<Setting> settings = new ArrayList<>();
        credential(variables, file).ifPresent(settings::add);
        new TreeMap<>(variables).forEach((name, value) -> {
            if (value.isEmpty() || OTHERS.contains(name) || PREFIXES.stream().noneMatch(name::startsWith)) {
                return;
            }
            Origin origin = Origin.of("environment variable " + name);
            key(name).ifPresentOrElse(key -> settings.add(Setting.of(key, value, origin)),
                    () -> problems.add(unknown(name, origin)));
        });
        return settings;
    }

    /** What systemd's LoadCredential= or SetCredentialEncrypted= puts at the service's disposal. */
    private static Optional<Setting> credential(Map<String, String> variables, Path file) {
        return credentials(variables, file).map(directory -> directory.resolve(CREDENTIAL)).filter(Files::exists)
                .map(secret -> new Setting(Key.PASSWORD_FILE.toString(), Setting.Shape.SCALAR,
                        List.of(secret.toString()), Origin.of("systemd credential " + CREDENTIAL)));
    }

    /** Where systemd puts them; for a command that reads the service's own file, those of the service that runs. */
    static Optional<Path> credentials(Map<String, String> variables, Path file) {
        return Optional.ofNullable(variables.get("CREDENTIALS_DIRECTORY")).or(() -> ConfigFile.isStandard(file)
                ? Optional.of(CREDENTIALS_OF_THE_UNIT)
                : Optional.empty()).map(Path::of);
    }

    static Optional<Key> key(String variable) {
        return Optional.ofNullable(SHORT.get(variable))
                .or(() -> Stream.of(Key.values()).filter(key -> name(key.toString()).equals(variable)).findFirst());
    }

    /** The variable for a dotted key. */
    static String name(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private static Problem unknown(String variable, Origin origin) {
        if (NAMES.stream().anyMatch(variable::startsWith)) {
            return new Problem(origin, variable + " would define a service or module, which the environment cannot do",
                    "write it into the file, and unset the variable");
        }
        Optional<RefusedKeys.Entry> refused = RefusedKeys.ALL.stream().filter(entry -> covers(entry, variable))
                .findFirst();
        if (refused.isPresent()) {
            return new Problem(origin, variable + " " + refused.get().problem(),
                    refused.get().remedy().replace("remove it", "unset it"));
        }
        List<String> known = Stream.concat(SHORT.keySet().stream(),
                Stream.of(Key.values()).map(key -> name(key.toString()))).toList();
        return new Problem(origin, "no setting has the environment variable " + variable,
                Spelling.nearest(variable, known).map(name -> "did you mean " + name + "?").orElse("unset it"));
    }

    private static boolean covers(RefusedKeys.Entry entry, String variable) {
        String name = name(entry.pattern());
        return name.endsWith("_*") ? variable.startsWith(name.substring(0, name.length() - 1)) : variable.equals(name);
    }
}
