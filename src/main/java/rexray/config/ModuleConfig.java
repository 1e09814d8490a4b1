package rexray.config;

import java.nio.file.Path;
import rexray.volume.Defaults;

/**
 * A plugin socket, and how volumes are made that are asked for on it.
 *
 * @param name in lower case
 * @param socket where Docker finds the plugin; the file's name without {@code .sock} is the driver's name
 */
public record ModuleConfig(String name, Path socket, Defaults defaults) {
    /** The one that is there unless it is disabled. */
    static final String STANDARD = "default-docker";

    /** This, with all of {@code next} that can change while it is served. */
    ModuleConfig changedTo(ModuleConfig next) {
        return new ModuleConfig(name, socket, next.defaults);
    }

    /** What {@code --volume-driver} calls it. */
    public String driver() {
        return String.valueOf(socket.getFileName()).replaceAll("\\.sock$", "");
    }
}
