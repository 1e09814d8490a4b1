package rexray;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.docker.PluginClient.Answer;
import rexray.volume.Size;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Many volumes on one host, mounted and unmounted by many callers at once, with a gateway that takes its time; and some
 * more, whose devices hang in the kernel meanwhile.
 */
class LoadIT {
    private static final int VOLUMES = 24;
    private static final int MANY_VOLUMES = 300;
    private static final int CALLERS = 32;
    private static final Size CAPACITY = Size.ofGb(8L * (MANY_VOLUMES + StuckVolumes.ALL.size()));
    /** Requests for each volume, at most: what is left of the delays when all is done matters to nobody. */
    private static final int REQUESTS = 12;
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private Site site;
    private TestHost host;
    private StuckVolumes stuck;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        site = Site.start(directory, CAPACITY);
        host = site.host("node01").startReady();
        stuck = StuckVolumes.on(host, site.lab());
    }

    @AfterEach
    void end() throws Exception {
        // Whoever hangs holds up whoever tidies.
        stuck.goOn();
        callers.shutdownNow();
        try (StuckVolumes _ = stuck) {
            site.close();
        }
    }

    @Test
    void allVolumesGoThroughAndOutliveTheDaemonWhileOthersHang() throws Exception {
        assertAllGoThrough(VOLUMES);
    }

    @Tag("long")
    @Test
    void soDoManyMore() throws Exception {
        assertAllGoThrough(MANY_VOLUMES);
    }

    private void assertAllGoThrough(int volumes) throws Exception {
        delayAnswers(volumes * REQUESTS);
        forAll(volumes, volume -> host.create(volume, "\"size\":\"8\""));
        stuck.getStuck();
        forAll(volumes, this::mountAndWrite);
        host.kill();
        stuck.assertStillStuck();
        host.patience(20).startReady();
        forAll(volumes, this::requireWrittenAndUnmount);
        stuck.assertNotServed();
        stuck.goOn();
        stuck.assertServedAgain();
        site.lab().clearFaults();
        forAll(volumes, host::remove);
        site.assertTraces(Set.of());
    }

    /** Whoever asks meanwhile is answered. */
    private Answer mountAndWrite(String volume) throws IOException {
        Path data = host.mounted(volume, Story.FIRST);
        Files.writeString(data.resolve("file"), volume);
        host.mounted(volume, Story.SECOND);
        assertAnswered(volume);
        return host.unmount(volume, Story.FIRST);
    }

    private Answer requireWrittenAndUnmount(String volume) throws IOException {
        assertEquals(volume, Files.readString(host.home().resolve("volumes/" + volume + "/data/file")));
        assertAnswered(volume);
        return host.unmount(volume, Story.SECOND);
    }

    private void assertAnswered(String volume) throws IOException {
        List<String> asked = new ArrayList<>(StuckVolumes.ALL);
        asked.add(volume);
        for (String name : asked) {
            for (String question : List.of("Get", "Path", "List")) {
                Answer answer = host.post("VolumeDriver." + question, "{\"Name\":\"" + name + "\"}");
                assertEquals(200, answer.status(), answer::body);
            }
        }
    }

    /** By 20 ms in the mean. */
    private void delayAnswers(int requests) {
        Random random = new Random(1);
        for (int i = 0; i < requests; i++) {
            site.lab().fault("latency", 5 + random.nextInt(31) + "ms", "", 1);
        }
    }

    @FunctionalInterface
    private interface Request {
        Answer ask(String volume) throws Exception;
    }

    private void forAll(int volumes, Request request) throws Exception {
        List<Callable<Answer>> all = new ArrayList<>();
        IntStream.rangeClosed(1, volumes).forEach(number -> all.add(() -> request.ask("v" + number)));
        for (Future<Answer> answer : callers.invokeAll(all)) {
            assertEquals(200, answer.get().status(), () -> answer.resultNow().body() + "\n" + host.log());
        }
    }
}
