package rexray.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A configuration file, in the original's form. */
public final class ConfigFile {
    /** Where it is looked for unless another is named. */
    public static final Path DEFAULT = Path.of("/etc/rexray/config.yml");
    private final Path path;

    public ConfigFile(Path path) {
        this.path = path;
    }

    /**
     * Reads and checks it.
     *
     * @throws ConfigException with everything that is wrong with it
     */
    public ServiceConfig load() {
        List<Problem> problems = new ArrayList<>();
        List<Setting> settings = YamlSettings.read(path, text(), problems);
        return ConfigReader.read(Origin.wholeOf(path), settings, problems);
    }

    /** A warning if others than the owner can read the file, which holds a password; one line. */
    public Optional<String> exposure() {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            boolean exposed = permissions.contains(PosixFilePermission.GROUP_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_READ);
            return exposed
                    ? Optional.of(path + " holds a password and others than its owner can read it; chmod 600 " + path)
                    : Optional.empty();
        } catch (IOException e) {
            throw unreadable(e.toString());
        }
    }

    private String text() {
        if (Files.isDirectory(path)) {
            throw problem("is a directory", "name the file in it with -c");
        }
        try {
            return Files.readString(path, UTF_8);
        } catch (NoSuchFileException e) {
            throw problem("there is no such configuration file",
                    "copy config.yml.example there and fill it in, or name another with -c");
        } catch (AccessDeniedException e) {
            throw problem("permission denied", "run as root");
        } catch (CharacterCodingException e) {
            throw problem("is not UTF-8 text", "save it as UTF-8");
        } catch (IOException e) {
            throw unreadable(e.toString());
        }
    }

    private ConfigException unreadable(String why) {
        return problem("cannot be read: " + why, "check the file");
    }

    private ConfigException problem(String problem, String remedy) {
        return ConfigException.of(Origin.wholeOf(path), problem, remedy);
    }
}
