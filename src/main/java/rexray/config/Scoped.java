package rexray.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A setting by where it stands: at the root, below all services, one service or one module. Any key of the root may stand
 * there.
 *
 * @param name of the service or module, in lower case; empty for the others
 * @param prefix what its key begins with there, as it was written; empty at the root
 * @param setting as it would be at the root; with an empty key for the service or module itself
 */
record Scoped(Scope scope, String name, String prefix, Setting setting) {
    private static final String SERVER = "libstorage.server.";
    /** What follows a name must be a key of its own: a name has no dots. */
    private static final Pattern SERVICE = pattern("libstorage\\.server\\.services");
    private static final Pattern MODULE = pattern("rexray\\.modules");

    /** From the one that is overridden by all to the one that overrides all. */
    enum Scope {
        ROOT,
        SERVER,
        SERVICE,
        MODULE
    }

    private static Pattern pattern(String section) {
        return Pattern.compile("(?i)(" + section + "\\.([^.]+))(?:\\.(.*))?");
    }

    static Scoped of(Setting setting) {
        return below(SERVICE, Scope.SERVICE, setting).or(() -> below(MODULE, Scope.MODULE, setting))
                .orElseGet(() -> outside(setting));
    }

    private static Optional<Scoped> below(Pattern section, Scope scope, Setting setting) {
        Matcher matcher = section.matcher(setting.key());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String key = Optional.ofNullable(matcher.group(3)).orElse("");
        return Optional.of(new Scoped(scope, Setting.fold(matcher.group(2)), matcher.group(1) + ".",
                setting.as(key)));
    }

    private static Scoped outside(Setting setting) {
        boolean isInner = setting.foldedKey().startsWith(SERVER)
                && Key.named(setting.key().substring(SERVER.length())).isPresent();
        return isInner
                ? new Scoped(Scope.SERVER, "", SERVER, setting.as(setting.key().substring(SERVER.length())))
                : new Scoped(Scope.ROOT, "", "", setting);
    }

    Optional<Key> key() {
        return Key.named(setting.key());
    }

    /** The key as it was written. */
    String written() {
        return prefix + setting.key();
    }
}
