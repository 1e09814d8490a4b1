package rexray;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a lab could leave on this machine: mounts, loop devices, network namespaces, links and folders. */
record MachineState(Set<String> lines) {
    /** The kernel takes its time with the mounts and devices of processes that have ended. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private static final Predicate<String> OF_A_LAB = Pattern.compile("rexray|netns|docker|containerd").asPredicate();

    static MachineState read() throws IOException, InterruptedException {
        Set<String> lines = new LinkedHashSet<>();
        try (Stream<String> mounts = Files.lines(Path.of("/proc/self/mountinfo"))) {
            mounts.forEach(lines::add);
        }
        lines.addAll(output("losetup", "--list", "--noheadings", "--output", "NAME,BACK-FILE"));
        lines.addAll(output("ip", "netns"));
        lines.addAll(output("ip", "-brief", "link"));
        for (String folder : new String[]{"/run", "/var/lib"}) {
            try (Stream<Path> entries = Files.list(Path.of(folder))) {
                entries.map(Path::toString).filter(OF_A_LAB).forEach(lines::add);
            }
        }
        return new MachineState(lines);
    }

    /** Fails if there is more on the machine than there was. */
    void assertNothingAdded() throws Exception {
        Await.upTo(SETTLING, () -> added().isEmpty());
        assertEquals(Set.of(), added(), "left behind");
    }

    private Set<String> added() throws IOException, InterruptedException {
        return read().lines.stream().filter(line -> !lines.contains(line))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), text);
        return text.lines().collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
