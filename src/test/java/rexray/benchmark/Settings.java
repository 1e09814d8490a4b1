package rexray.benchmark;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is measured, and how often.
 *
 * @param executable the installed program
 * @param directory for everything that the emulated array keeps
 * @param socket where the plugin answers
 * @param other a gateway behind a plugin that runs already; only operations are measured then
 * @param volumes how many the array has, ascending
 * @param times how often each operation is measured
 * @param starts how often the service and the commands are started
 * @param hosts of a {@link Fleet}
 * @param lists how many Lists of the largest array there are before the memory is looked at
 */
record Settings(Path executable, Path directory, Path socket, Optional<URI> other, String user, String password,
        List<Integer> volumes, int times, int starts, int lists, int hosts, Optional<Path> out) {
    /** Options as {@code --name value}; without them it is the whole benchmark. */
    static Settings parse(String... arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            given.put(arguments[i], arguments[i + 1]);
        }
        return new Settings(Path.of(given.getOrDefault("--program", "target/dist/rexray/bin/rexray")),
                Path.of(given.getOrDefault("--dir", "target/benchmark")),
                Path.of(given.getOrDefault("--socket", "/run/docker/plugins/rexray.sock")),
                Optional.ofNullable(given.get("--gateway")).map(URI::create), given.getOrDefault("--user", "admin"),
                given.getOrDefault("--password", ""),
                Arrays.stream(given.getOrDefault("--volumes", "1,100,1000,10000").split(",")).map(Integer::valueOf)
                        .toList(),
                Integer.parseInt(given.getOrDefault("--times", "20")),
                Integer.parseInt(given.getOrDefault("--starts", "20")),
                Integer.parseInt(given.getOrDefault("--lists", "100")),
                Integer.parseInt(given.getOrDefault("--hosts", "1000")),
                Optional.ofNullable(given.get("--out")).map(Path::of));
    }
}
