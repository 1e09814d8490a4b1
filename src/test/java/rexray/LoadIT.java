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

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Many volumes on one host, mounted and unmounted by many callers at once, with a gateway that takes its time. */
class LoadIT {
    private static final int VOLUMES = 24;
    private static final int MANY_VOLUMES = 120;
    private static final int CALLERS = 32;
    /** Requests for each volume, at most: what is left of the delays when all is done matters to nobody. */
    private static final int REQUESTS = 12;
    private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    private Site site;
    private TestHost host;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        site = Site.start(directory);
        host = site.host("node01").startReady();
    }

    @AfterEach
    void end() throws Exception {
        callers.shutdownNow();
        site.close();
    }

    @Test
    void allVolumesGoThroughAndOutliveTheDaemon() throws Exception {
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
        forAll(volumes, this::mountAndWrite);
        host.kill();
        host.startReady();
        forAll(volumes, this::requireWrittenAndUnmount);
        site.lab().clearFaults();
        forAll(volumes, host::remove);
        site.assertTraces(Set.of());
    }

    /** Whoever asks meanwhile is answered. */
    private Answer mountAndWrite(String volume) throws IOException {
        Path data = host.mounted(volume, Story.FIRST);
        Files.writeString(data.resolve("file"), volume);
        host.mounted(volume, Story.SECOND);
        for (String question : List.of("Get", "Path", "List")) {
            assertEquals(200, host.post("VolumeDriver." + question, "{\"Name\":\"" + volume + "\"}").status());
        }
        return host.unmount(volume, Story.FIRST);
    }

    private Answer requireWrittenAndUnmount(String volume) throws IOException {
        assertEquals(volume, Files.readString(host.home().resolve("volumes/" + volume + "/data/file")));
        return host.unmount(volume, Story.SECOND);
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
