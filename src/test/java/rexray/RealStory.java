package rexray;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import rexray.docker.PluginClient.Answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A random story of two hosts that take volumes from each other: daemons, devices, mounts and the containers that write
 * are all real. Its seed decides what happens, and not how fast.
 */
final class RealStory {
    private static final int DEEDS = 24;
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int PATIENCE_IN_SECONDS = 5;
    private static final List<String> VOLUMES = List.of("v0", "v1");
    private static final List<String> CONFIG = List.of("libstorage.integration.volume.operations.mount.preempt: true");

    private final Random random;
    private final Path directory;
    private final String fileSystem;
    private final Site site;
    private final List<TestHost> hosts = new ArrayList<>();
    private final List<Guest> running = new ArrayList<>();
    private final List<Guest> guests = new ArrayList<>();
    private final Set<Mounted> asked = new LinkedHashSet<>();
    private final List<String> told = new ArrayList<>();

    /** That a host was asked to mount a volume for a caller, whatever it answered. */
    private record Mounted(TestHost host, String volume, String caller) {}

    RealStory(long seed, Path directory) throws Exception {
        this.random = new Random(seed);
        this.directory = directory;
        this.fileSystem = random.nextBoolean() ? "ext4" : "xfs";
        this.site = Site.start(directory);
        for (String name : List.of("node01", "node02")) {
            List<String> config = new ArrayList<>(CONFIG);
            config.add("libstorage.integration.volume.operations.create.default.fsType: " + fileSystem);
            hosts.add(site.host(name, config.toArray(String[]::new)).patience(PATIENCE_IN_SECONDS).startReady());
        }
    }

    /**
     * Tells it to its end, judges it, and tidies up.
     *
     * @return how many containers wrote something
     */
    int tell() throws Exception {
        try {
            for (String volume : VOLUMES) {
                assertSucceeds(hosts.getFirst().create(volume, "\"size\":\"8\""));
            }
            for (int i = 0; i < DEEDS; i++) {
                RealDeed deed = RealDeed.next(random);
                TestHost host = any(hosts);
                told.add(deed + " " + host.home().getFileName());
                deed.happen(this, host);
                requireNoWriterBesideTheHolder();
            }
            told.add("the end");
            end();
            return writers();
        } catch (AssertionError | Exception e) {
            throw new AssertionError(this + "\n" + hosts.stream().map(TestHost::log)
                    .collect(Collectors.joining("\n---- the other host\n")), e);
        } finally {
            close();
        }
    }

    private int writers() throws IOException {
        int writers = 0;
        for (Guest guest : guests) {
            writers += guest.hasWritten() ? 1 : 0;
        }
        return writers;
    }

    @Override
    public String toString() {
        return String.join("\n", told);
    }

    void note(String what) {
        told.add("    " + what);
    }

    Site site() {
        return site;
    }

    Random random() {
        return random;
    }

    String anyVolume() {
        return any(VOLUMES);
    }

    /** Runs a container that writes to a volume, if the volume can be mounted. */
    void startContainer(TestHost host, String volume) throws Exception {
        String caller = "container" + asked.size();
        asked.add(new Mounted(host, volume, caller));
        Answer answer = host.mount(volume, caller);
        note("mount " + volume + ": " + answer.status() + " " + answer.body());
        if (answer.status() == 200) {
            guests.stream().filter(guest -> guest.isElsewhere(host, volume)).forEach(Guest::isTakenFrom);
            Guest guest = new Guest(host, volume, caller, directory);
            running.add(guest);
            guests.add(guest);
            guest.awaitRecords();
        }
    }

    /** As Docker does, which takes a container for stopped whatever the plugin answers. */
    void stopContainer(TestHost host) throws IOException {
        List<Guest> here = running.stream().filter(guest -> guest.isOn(host)).toList();
        if (!here.isEmpty()) {
            Guest guest = any(here);
            stop(guest);
            Answer answer = host.unmount(guest.volume(), guest.caller());
            note("unmount " + guest.volume() + ": " + answer.status() + " " + answer.body());
        }
    }

    /** The power of a host fails and comes back. */
    void cutPower(TestHost host) throws Exception {
        host.kill();
        List.copyOf(running).stream().filter(guest -> guest.isOn(host)).forEach(this::stop);
        site.powerCut(host);
        host.start();
    }

    private void stop(Guest guest) {
        guest.close();
        running.remove(guest);
    }

    private void requireNoWriterBesideTheHolder() throws IOException {
        for (Guest guest : guests) {
            guest.requireNothingWrittenSinceTaken();
        }
    }

    private void end() throws Exception {
        site.lab().clearFaults();
        for (TestHost host : hosts) {
            host.awaitReady();
        }
        List.copyOf(running).forEach(this::stop);
        for (Mounted one : asked) {
            assertEventually(() -> one.host().unmount(one.volume(), one.caller()));
        }
        for (String volume : VOLUMES) {
            TestHost reader = any(hosts);
            Path data = mountedEventually(reader, volume);
            for (Guest guest : guests) {
                guest.requireAllIn(data, volume);
            }
            assertSucceeds(reader.unmount(volume, "reader"));
            Shell.succeed(check(site.lab().file(volume)));
            assertEventually(() -> reader.remove(volume));
        }
        site.assertTraces(Set.of());
    }

    private Path mountedEventually(TestHost reader, String volume) throws Exception {
        assertEventually(() -> reader.mount(volume, "reader"));
        return reader.home().resolve("volumes").resolve(volume).resolve("data");
    }

    private Object[] check(Path file) {
        return fileSystem.equals("ext4")
                ? new Object[]{"e2fsck", "-f", "-n", file}
                : new Object[]{"xfs_repair", "-n", "-f", file};
    }

    /** What is refused for a reason that passes, like a device that is still on its way out, is asked again. */
    private static void assertEventually(Callable<Answer> request) throws Exception {
        List<Answer> answers = new ArrayList<>();
        assertTrue(Await.upTo(SOON, () -> {
            answers.add(request.call());
            return answers.getLast().status() == 200;
        }), () -> answers.getLast().body());
    }

    private static void assertSucceeds(Answer answer) {
        assertEquals(200, answer.status(), answer::body);
    }

    private <T> T any(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }

    private void close() throws Exception {
        // Whoever hangs holds up whoever tidies.
        site.lab().clearFaults();
        running.forEach(Guest::close);
        site.close();
    }
}
