package rexray.lab;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.lab.MappingTarget.All;
import rexray.lab.MappingTarget.ById;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the SDCs and data servers see of the cluster, and that it stays in order when many act at once. */
class ClusterTest {
    private final RecordedData data = new RecordedData();
    private Path file;
    private Cluster cluster;
    private String sdc1;
    private String sdc2;

    @BeforeEach
    void open(@TempDir Path directory) {
        file = directory;
        cluster = open(data);
        sdc1 = cluster.registerSdc(TestGateway.GUID_1, "10.0.0.21");
        sdc2 = cluster.registerSdc(TestGateway.GUID_2, "10.0.0.22");
    }

    private Cluster open(DataServers servers) {
        return open(servers, Clock.systemUTC());
    }

    private Cluster open(DataServers servers, Clock clock) {
        return Cluster.open(Profile.V2_0, SystemLimits.of(Profile.V2_0), ClusterLayout.usual(), new StateFile(file),
                servers, clock, new Random());
    }

    private String volume(Cluster where, String name) {
        return new VolumeRules(where)
                .create(NewVolume.of(name, where.state().poolId(), 16 << 20, VolumeType.THIN));
    }

    private static void map(Cluster where, String volume, String sdc) {
        new MappingRules(where).map(volume, new ById(sdc), MappingRules.Sharing.FORBIDDEN);
    }

    @Test
    void sdcKeepsItsIdUnderOneGuidInAnyCase() {
        assertEquals(sdc1, cluster.registerSdc(TestGateway.GUID_1.toLowerCase(Locale.ROOT), "10.0.0.99"));
        assertEquals("10.0.0.99", cluster.state().sdc(sdc1).ip());
        assertEquals(TestGateway.GUID_1, cluster.state().sdc(sdc1).guid());
    }

    @Test
    void sdcSeesWhatIsMappedToIt() {
        String volume = volume(cluster, "a");
        map(cluster, volume, sdc1);

        assertEquals(List.of(new MappedVolume(volume, 16 << 20)), cluster.mappedTo(sdc1));
        assertEquals(List.of(), cluster.mappedTo(sdc2));
    }

    @Test
    void laterSdcsSeeWhatIsMappedToAll() {
        String volume = volume(cluster, "a");
        new MappingRules(cluster).map(volume, new All(), MappingRules.Sharing.FORBIDDEN);

        String late = cluster.registerSdc("AAAAAAAA-4455-6677-8899-AABBCCDDEEFF", "10.0.0.23");

        assertEquals(1, cluster.mappedTo(late).size());
        assertTrue(data.calls().contains("attach " + volume + " " + late));
    }

    @Test
    void changeWakesWhoeverWaits() throws Exception {
        long seen = cluster.version();
        assertFalse(cluster.awaitChange(seen, Duration.ofMillis(20)));
        CountDownLatch ready = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Boolean> woken = threads.submit(() -> {
                ready.countDown();
                return cluster.awaitChange(seen, Duration.ofSeconds(20));
            });
            ready.await();
            map(cluster, volume(cluster, "a"), sdc1);

            assertTrue(woken.get(10, TimeUnit.SECONDS));
        }
        assertTrue(cluster.awaitChange(seen, Duration.ZERO));
    }

    @Test
    void versionsOfAnEarlierProcessDoNotComeBack() {
        MovableClock clock = new MovableClock(Instant.parse("2016-11-02T10:00:00Z"));
        Cluster first = open(data, clock);
        volume(first, "a");
        volume(first, "b");
        clock.move(Duration.ofSeconds(1));

        Cluster second = open(data, clock);

        assertTrue(second.version() > first.version());
    }

    @Test
    void accessEndsBeforeTheMappingIsGone() {
        List<Boolean> mappedAtRevoke = new ArrayList<>();
        Cluster[] watched = new Cluster[1];
        watched[0] = open(new WatchedData(volume -> mappedAtRevoke.add(watched[0].state().volume(volume).isMapped())));
        String volume = volume(watched[0], "a");
        map(watched[0], volume, sdc1);

        new MappingRules(watched[0]).unmap(volume, new ById(sdc1));

        assertEquals(List.of(true), mappedAtRevoke);
        assertFalse(watched[0].state().volume(volume).isMapped());
    }

    @Test
    void sdcMayDoTheLesserOfWhatVolumeAndMappingAllow() {
        String volume = volume(cluster, "a");
        map(cluster, volume, sdc1);

        limit(volume, AccessMode.READ_ONLY);
        limitMapping(volume, AccessMode.NO_ACCESS);
        limit(volume, AccessMode.READ_WRITE);
        limitMapping(volume, AccessMode.READ_ONLY);

        String attach = "attach " + volume + " " + sdc1;
        assertEquals(List.of(attach, attach + " ReadOnly", attach + " NoAccess", attach + " ReadOnly"),
                data.calls().stream().filter(call -> call.startsWith(attach)).toList());
    }

    @Test
    void whatAnSdcMayDoOutlivesTheGatewayAndTheConnection() {
        String volume = volume(cluster, "a");
        map(cluster, volume, sdc1);
        limitMapping(volume, AccessMode.READ_ONLY);
        RecordedData next = new RecordedData();

        open(next).registerSdc(TestGateway.GUID_1, "10.0.0.21");

        String attach = "attach " + volume + " " + sdc1 + " ReadOnly";
        assertEquals(List.of("allocate " + volume, attach, attach), next.calls());
    }

    @Test
    void accessThatCannotBeRecordedIsAsBefore() throws Exception {
        String volume = volume(cluster, "a");
        map(cluster, volume, sdc1);
        Files.delete(file.resolve("changes.jsonl"));
        Files.createDirectory(file.resolve("changes.jsonl"));

        assertThrows(UncheckedIOException.class, () -> limitMapping(volume, AccessMode.READ_ONLY));

        assertEquals("attach " + volume + " " + sdc1, data.calls().getLast());
        assertEquals(AccessMode.READ_WRITE, cluster.state().volume(volume).accessOf(sdc1));
    }

    private void limit(String volume, AccessMode access) {
        new VolumeRules(cluster).change(volume, settings -> settings.withAccessModeLimit(access));
    }

    private void limitMapping(String volume, AccessMode access) {
        new MappingRules(cluster).change(volume, new ById(sdc1), mapping -> mapping.withAccessMode(access));
    }

    @Test
    void mappingStaysIfAccessCannotBeEnded() {
        Cluster stuck = open(new WatchedData(volume -> {
            throw new IllegalStateException("the SDC does not answer");
        }));
        String volume = volume(stuck, "a");
        map(stuck, volume, sdc1);

        assertThrows(IllegalStateException.class, () -> new MappingRules(stuck).unmap(volume, new ById(sdc1)));

        assertTrue(stuck.state().volume(volume).isMappedTo(sdc1));
    }

    @Test
    void whatCannotBeRecordedIsUndone() throws Exception {
        String volume = volume(cluster, "a");
        Files.delete(file.resolve("changes.jsonl"));
        Files.createDirectory(file.resolve("changes.jsonl"));

        assertThrows(UncheckedIOException.class, () -> map(cluster, volume, sdc1));
        assertThrows(UncheckedIOException.class, () -> volume(cluster, "b"));

        assertFalse(cluster.state().volume(volume).isMapped());
        assertEquals(List.of("attach " + volume + " " + sdc1, "revoke " + volume + " " + sdc1),
                data.calls().subList(1, 3));
        assertTrue(data.calls().getLast().startsWith("discard "));
        assertEquals(1, cluster.state().volumes().size());
    }

    @Test
    void oneOfManyWinsAName() throws Exception {
        assertEquals(List.of("VOL_NAME_IN_USE", "VOL_NAME_IN_USE", "VOL_NAME_IN_USE", "ok"),
                together(Collections.nCopies(4, () -> volume(cluster, "same"))));
        assertEquals(1, cluster.state().volumes().size());
        assertEquals(calls("allocate") - 1, calls("discard"), "losers leave no bytes behind");
    }

    @Test
    void oneOfManyWinsAVolume() throws Exception {
        String volume = volume(cluster, "a");

        List<String> outcomes = together(List.of(() -> mapped(volume, sdc1),
                () -> mapped(volume, sdc2), () -> mapped(volume, sdc1), () -> mapped(volume, sdc2)));

        assertEquals(1, outcomes.stream().filter("ok"::equals).count());
        assertEquals(1, cluster.state().volume(volume).mappings().size());
    }

    private String mapped(String volume, String sdc) {
        map(cluster, volume, sdc);
        return volume;
    }

    private long calls(String kind) {
        return data.calls().stream().filter(call -> call.startsWith(kind)).count();
    }

    /** Runs all at once, and tells how each one ended, sorted with those that went well last. */
    private static List<String> together(List<Callable<String>> work) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(work.size())) {
            List<Future<String>> running = work.stream().map(one -> threads.submit(() -> {
                start.await();
                try {
                    one.call();
                    return "ok";
                } catch (Rejection.ByMdm refused) {
                    return refused.error().name();
                }
            })).toList();
            start.countDown();
            List<String> outcomes = new ArrayList<>();
            for (Future<String> one : running) {
                outcomes.add(one.get(20, TimeUnit.SECONDS));
            }
            return outcomes.stream().sorted().toList();
        }
    }

    /** Data servers that tell when somebody is shut out. */
    private record WatchedData(Consumer<String> revoked) implements DataServers {
        @Override
        public void allocate(String volumeId, long sizeInKb) {}

        @Override
        public void copy(String sourceVolumeId, String volumeId, long sizeInKb) {}

        @Override
        public void resize(String volumeId, long sizeInKb) {}

        @Override
        public long usedInKb(String volumeId) {
            return 0;
        }

        @Override
        public Written written(String volumeId) {
            return Written.NOTHING;
        }

        @Override
        public void discard(String volumeId) {}

        @Override
        public void attach(String volumeId, String sdcId, AccessMode access) {}

        @Override
        public void revoke(String volumeId, String sdcId) {
            revoked.accept(volumeId);
        }
    }
}
