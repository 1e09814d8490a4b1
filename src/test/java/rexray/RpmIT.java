package rexray;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The {@code .rpm} as rpm's tools read it. */
final class RpmIT {
    private static final Path RPM = BuiltPackages.named(".rpm");

    private static String query(String... options) {
        return Shell.succeed(Stream.of(List.of("rpm", "--query", "--package"), List.of(options), List.of(RPM))
                .flatMap(List::stream).toArray());
    }

    private static Set<String> sorted(Stream<String> paths) {
        return paths.collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void itHasTheFilesOfTheDebByTheSameNames() {
        String deb = Shell.succeed("dpkg-deb", "--contents", BuiltPackages.named(".deb"));

        // The directories of the system are in the .deb too, and Debian has its own name for the licence.
        assertEquals(
                sorted(deb.lines().filter(line -> !line.startsWith("d"))
                        .map(line -> line.replaceFirst(".* \\./", "/").replaceFirst(" -> .*", "")
                                .replaceFirst("/copyright$", "/LICENSE"))),
                sorted(query("--queryformat", "[%{FILEMODES:perms} %{FILENAMES}\n]").lines()
                        .filter(line -> !line.startsWith("d")).map(line -> line.substring(line.indexOf('/')))));
    }

    @Test
    void programsCanBeRunAndTheConfigurationIsNoneOfOthersBusiness() {
        List<String> files = query("--queryformat",
                "[%{FILEMODES:perms} %{FILEUSERNAME} %{FILEGROUPNAME} %{FILENAMES}\n]")
                .lines().toList();

        assertTrue(files.contains("drwx------ root root /etc/rexray"), files.toString());
        assertTrue(files.contains("-rwxr-xr-x root root /usr/lib/rexray/bin/rexray"), files.toString());
        assertTrue(files.contains("-rw-r--r-- root root /usr/lib/systemd/system/rexray.service"), files.toString());
        assertTrue(files.stream().allMatch(file -> file.contains(" root root ")), files.toString());
    }

    @Test
    void itPullsInWhatMakesFileSystemsAndNoJava() {
        List<String> required = query("--requires").lines().map(String::strip).toList();

        assertTrue(required.containsAll(List.of("e2fsprogs", "xfsprogs", "util-linux", "libc.so.6()(64bit)")),
                required.toString());
        assertFalse(required.stream().anyMatch(name -> name.matches("(?i).*(java|jvm|jdk).*")), required.toString());
    }

    /** What they do is shown by {@link InstalledRpmIT}. */
    @Test
    void scriptletsTouchNoMountNoNoteAndNoConfiguration() {
        String scripts = query("--scripts");

        assertFalse(scripts.matches("(?s).*(\\brm\\b|umount|/run/rexray|/var/lib/rexray).*"), scripts);
    }

    @Test
    void contentsArriveAsTheyWerePacked() {
        Shell.succeed("sh", "-c", "mkdir target/rpm && cd target/rpm && rpm2cpio " + RPM
                + " | cpio --extract --make-directories --quiet"
                + " && diff -r usr/lib/rexray ../dist/rexray && usr/bin/rexray version; status=$?"
                + "; cd .. && rm -r rpm && exit $status");
    }
}
