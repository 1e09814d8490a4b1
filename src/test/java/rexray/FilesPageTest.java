package rexray;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rexray.admin.AdminSocket;
import rexray.cli.Places;
import rexray.config.ConfigFile;
import rexray.docker.DockerEngine;
import rexray.scaleio.SdcNode;
import rexray.volume.VolumeOptions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** {@code docs/reference/files.md}: its paths are those of the code. */
final class FilesPageTest {
    private static Set<String> rowsBelow(String heading) throws IOException {
        return Files.readAllLines(Path.of("docs/reference/files.md")).stream()
                .dropWhile(line -> !line.equals(heading)).skip(1).takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `")).map(line -> line.split("`", -1)[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the sources resolve below a directory, such as "users" in {@code runDirectory.resolve("users")}. */
    private static Set<String> below(String directory, String expression, List<String> sources) throws IOException {
        Set<String> found = new TreeSet<>();
        for (String source : sources) {
            try (Stream<Path> files = Files.walk(Path.of("src/main/java/rexray", source))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Pattern.compile(expression + "\\.resolve\\(\"([^\"]+)\"\\)").matcher(Files.readString(file))
                            .results()
                            .forEach(match -> found.add(directory + "/" + match.group(1)));
                }
            }
        }
        assertTrue(!found.isEmpty(), expression);
        return found;
    }

    /** As the page of the configuration has it, which is compared with the code too. */
    private static String defaultOf(String key) throws IOException {
        return Files.readAllLines(Path.of("docs/reference/configuration.md")).stream()
                .filter(line -> line.startsWith("| `" + key + "`")).map(line -> line.split("`", -1)[5]).findFirst()
                .orElseThrow();
    }

    @Test
    void pageHasWhatTheServiceMakes() throws IOException {
        Set<String> expected = new TreeSet<>(Set.of("/run/docker/plugins/rexray.sock",
                AdminSocket.in(VolumeOptions.RUN_DIRECTORY).toString(), VolumeOptions.MOUNT_ROOT.toString(),
                Places.STANDARD.log().toString(), defaultOf("rexray.events.file"),
                Places.STANDARD.units().getFirst() + "/rexray.service"));
        List<String> all = List.of("volume", "cli", "admin", "docker", "http", "scaleio", "linux");
        expected.addAll(below(VolumeOptions.STATE_DIRECTORY.toString(), "stateDirectory\\(\\)", all));
        expected.addAll(below(VolumeOptions.RUN_DIRECTORY.toString(), "runDirectory(?:\\(\\))?", all));
        expected.addAll(below(VolumeOptions.RUN_DIRECTORY.toString(), "directory", List.of("cli/ServiceFiles.java")));

        assertEquals(expected, rowsBelow("## Created by the service and the commands"));
    }

    @Test
    void pageHasWhatTheServiceReads() throws IOException {
        assertTrue(rowsBelow("## Read only").containsAll(Set.of(ConfigFile.DEFAULT.toString(),
                SdcNode.BY_ID.toString(), DockerEngine.SOCKET.toString())));
    }
}
