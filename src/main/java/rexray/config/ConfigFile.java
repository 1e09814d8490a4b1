package rexray.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import rexray.volume.Reason;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A configuration: a file in the original's form, the environment, which decides over it, and the flags, which decide over both. */
public final class ConfigFile {
    /** Where it is looked for unless another is named. */
    public static final Path DEFAULT = Path.of("/etc/rexray/config.yml");
    private static final String FIRST = "rexray.yml";
    private final Path path;
    private final Map<String, String> environment;
    private final Flags flags;

    /** @param environment the variables of this process */
    public ConfigFile(Path path, Map<String, String> environment) {
        this(path, environment, Flags.NONE);
    }

    /** @param environment the variables of this process */
    public ConfigFile(Path path, Map<String, String> environment, Flags flags) {
        this.path = path;
        this.environment = Map.copyOf(environment);
        this.flags = flags;
    }

    /**
     * The file that is read when none is named: {@code rexray.yml} beside the standard one, if there is one, since the
     * original took that first.
     *
     * @throws ConfigException if both are there: the original hid one of them without a word
     */
    public static Path lookUp(Path standard) {
        Path first = standard.resolveSibling(FIRST);
        if (!Files.exists(first)) {
            return standard;
        }
        if (Files.exists(standard)) {
            throw ConfigException.of(Origin.wholeOf(first), "hides " + standard + ", which would not be read",
                    "remove one of them, or name one with -c");
        }
        return first;
    }

    /** Whether a service that is given no other file may read this one. */
    static boolean isStandard(Path file) {
        return file.equals(DEFAULT) || file.equals(DEFAULT.resolveSibling(FIRST));
    }

    public Path path() {
        return path;
    }

    /** Whether anything is configured on this machine: the file is there, or a variable says something. */
    public boolean isThere() {
        return !Files.notExists(path) || !Environment.read(environment, path, new ArrayList<>()).isEmpty();
    }

    /** Another file with the same environment and flags. */
    ConfigFile at(Path other) {
        return new ConfigFile(other, environment, flags);
    }

    /**
     * Reads and checks it.
     *
     * @throws ConfigException with everything that is wrong with it
     */
    public Configuration load() {
        return reader(new ArrayList<>()).read();
    }

    /**
     * Where the value of a key comes from and what it overrides, in lines; no line shows a secret.
     *
     * @param name as at the root, or as below a service or module, which is then the one that is meant
     * @param service of which; empty for the one that is meant where none is named
     * @throws ConfigException if there is no such key, service or module, or the file cannot be read at all
     */
    public List<String> explain(String name, Optional<String> service) {
        Scoped asked = Scoped
                .of(new Setting(name, Setting.Shape.SCALAR, List.of(), Origin.of("rexray")));
        Optional<Key> inner = service.isEmpty() ? asked.key() : Optional.empty();
        Key key = inner.or(() -> Key.named(name)).orElseThrow(() -> unknown(name));
        ConfigReader reader = reader(new ArrayList<>());
        return explain(key, switch (inner.isPresent() ? asked.scope() : Scoped.Scope.ROOT) {
            case ROOT, SERVER -> reader.values(service);
            case SERVICE -> reader.values(Optional.of(asked.name()));
            case MODULE -> reader.valuesOfModule(asked.name());
        });
    }

    private static List<String> explain(Key key, Values values) {
        List<Setting> given = values.given(key).reversed();
        List<String> lines = new ArrayList<>(origin(key, given));
        if (!given.isEmpty()) {
            lines.add("  default   " + key.defaultText().orElse("(nothing)"));
        }
        lines.add("  variable  " + Environment.name(key.toString()));
        Flags.of(key).ifPresent(flag -> lines.add("  flag      " + flag));
        lines.add("  values    " + key.type());
        lines.add("  change    by a " + (key.isLive() ? "reload" : "restart") + " of the service");
        lines.add("  " + key.meaning());
        return lines;
    }

    /**
     * Where the value of each key comes from and what it overrides, in lines; no line shows a secret.
     *
     * @param service of which; empty for the one that is meant where none is named
     * @throws ConfigException if there is no such service, or the file cannot be read at all
     */
    public List<String> origins(Optional<String> service) {
        Values values = values(service);
        List<String> lines = new ArrayList<>();
        List.of(Key.values()).forEach(key -> lines.addAll(origin(key, values.given(key).reversed())));
        return lines;
    }

    /** @param given the one that decides first */
    private static List<String> origin(Key key, List<Setting> given) {
        List<String> lines = new ArrayList<>();
        lines.add(
                key + " = " + (given.isEmpty() ? key.defaultText().orElse("(nothing)") : shown(key, given.getFirst())));
        lines.add("  from      " + (given.isEmpty() ? "the default" : given.getFirst().origin().toString()));
        given.stream().skip(1)
                .forEach(setting -> lines.add("  overrides " + shown(key, setting) + " from " + setting.origin()));
        return lines;
    }

    /**
     * The names of the services that there are.
     *
     * @throws ConfigException if the file cannot be read at all
     */
    public List<String> services() {
        return scopes(new ArrayList<>()).services();
    }

    /**
     * Every key with its value, as one sets it in the environment; nothing for those without one, **** for secrets.
     *
     * @param service of which; empty for the one that is meant where none is named
     * @throws ConfigException if there is no such service, or the file cannot be read at all
     */
    public List<String> effective(Optional<String> service) {
        Values values = values(service);
        List<String> lines = new ArrayList<>();
        for (Key key : Key.values()) {
            List<Setting> given = values.given(key);
            Optional<String> value = given.isEmpty()
                    ? key.defaultText()
                    : Optional.of(shown(key, given.getLast()));
            value.ifPresent(text -> lines.add(Environment.name(key.toString()) + "=" + text));
        }
        return lines;
    }

    /** What is amiss though the configuration is valid; a line each. */
    public List<String> warnings() {
        return Stream.concat(exposure().stream(), leftBehind().stream()).toList();
    }

    /** A warning if the file holds a password, and others than root and the user of this process can read it; one line. */
    public Optional<String> exposure() {
        try {
            if (Files.notExists(path) || scopes(new ArrayList<>()).everywhere(Key.PASSWORD).findAny().isEmpty()) {
                return Optional.empty();
            }
            return Exposure.of(path).warning((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            throw problem("cannot be read: " + Reason.of(e), "check the file");
        }
    }

    /**
     * What the original would have read here beside this file, and what is not read now; a line for each. The original's unit
     * gave the service the variables of {@code rexray.env}, and its commands merged a user's own file over this one.
     */
    public List<String> leftBehind() {
        Stream<Path> personal = Optional.ofNullable(environment.get("HOME")).stream()
                .flatMap(home -> Stream.of("rexray.yml", "config.yml").map(name -> Path.of(home, ".rexray", name)));
        return Stream.concat(Stream.of(path.resolveSibling("rexray.env")), personal).filter(Files::exists)
                .map(file -> file + " is not read, unlike in the original; bring what it says into " + path
                        + " with the help of 'rexray config import " + file + "', and remove it")
                .toList();
    }

    /**
     * What the file and the environment say of a key, from what is overridden to what decides.
     *
     * @param service for which; empty for the one that is meant where none is named
     */
    List<Setting> given(Key key, Optional<String> service) {
        return values(service).given(key);
    }

    /**
     * What a key begins with in the file that is to hold for one service.
     *
     * @param service empty for the one that is meant where none is named
     */
    String prefix(Optional<String> service) {
        return reader(new ArrayList<>()).prefix(service);
    }

    private static String shown(Key key, Setting setting) {
        return key.shape() == Key.Shape.SECRET ? "****" : String.join(" ", setting.values());
    }

    private ConfigException unknown(String name) {
        String remedy = Spelling.nearestKey(name, List.of(Key.values()).stream().map(Key::toString).toList())
                .map(key -> "did you mean " + key + "?").orElse("the keys are in docs/reference/configuration.md");
        return ConfigException.of(Origin.of("rexray"), RefusedKeys.find(name)
                .map(entry -> name + " " + entry.problem()).orElse("there is no key " + name), remedy);
    }

    private Values values(Optional<String> service) {
        return reader(new ArrayList<>()).values(service);
    }

    private ConfigReader reader(List<Problem> problems) {
        return new ConfigReader(Origin.wholeOf(path), scopes(problems), problems);
    }

    private Scopes scopes(List<Problem> problems) {
        List<Setting> variables = Environment.read(environment, path, problems);
        List<Setting> words = flags.settings();
        boolean isWithoutFile = Files.notExists(path) && !(variables.isEmpty() && words.isEmpty());
        List<Setting> settings = isWithoutFile ? List.of() : YamlSettings.read(path, text(), problems);
        List<Setting> overriding = new ArrayList<>(variables);
        overriding.addAll(words);
        return Scopes.of(settings, overriding, problems);
    }

    private String text() {
        return text(path, "there is no such configuration file",
                "copy config.yml.example there and fill it in, or name another with -c");
    }

    /**
     * What is in a file that somebody names.
     *
     * @param missing the problem if there is none
     */
    static String text(Path file, String missing, String remedy) {
        Origin whole = Origin.wholeOf(file);
        if (Files.isDirectory(file)) {
            throw ConfigException.of(whole, "is a directory", "name the file in it");
        }
        try {
            return Files.readString(file, UTF_8);
        } catch (NoSuchFileException e) {
            throw ConfigException.of(whole, missing, remedy);
        } catch (AccessDeniedException e) {
            throw ConfigException.of(whole, "permission denied", "run as root");
        } catch (CharacterCodingException e) {
            throw ConfigException.of(whole, "is not UTF-8 text", "save it as UTF-8");
        } catch (IOException e) {
            throw ConfigException.of(whole, "cannot be read: " + Reason.of(e), "check the file");
        }
    }

    private ConfigException problem(String problem, String remedy) {
        return ConfigException.of(Origin.wholeOf(path), problem, remedy);
    }
}
