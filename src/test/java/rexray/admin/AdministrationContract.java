package rexray.admin;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.Await;
import rexray.admin.VolumeEntry.State;
import rexray.volume.Caller;
import rexray.volume.CreateOptions;
import rexray.volume.Deadline;
import rexray.volume.FakeArray;
import rexray.volume.FakeEngine;
import rexray.volume.FakeHost;
import rexray.volume.FakeNode;
import rexray.volume.FileSystemType;
import rexray.volume.Journal;
import rexray.volume.Layout;
import rexray.volume.Limits;
import rexray.volume.NewVolume;
import rexray.volume.Size;
import rexray.volume.SnapshotName;
import rexray.volume.UnderWay;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeName;
import rexray.volume.VolumeOptions;
import rexray.volume.VolumeService;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a person is promised, whichever way the request goes. */
abstract class AdministrationContract {
    static final VolumeName DB = new VolumeName("db");
    static final Caller CONTAINER = new Caller("a".repeat(64));

    @TempDir
    Path directory;

    final FakeArray array = new FakeArray("node01", "node02");
    final FakeHost host = new FakeHost();
    VolumeService service;
    Administration volumes;

    abstract Administration reach(VolumeService service);

    @BeforeEach
    void start() {
        service = service("node01", host);
        volumes = reach(service);
        service.create(DB, NewVolume.sized(Optional.of(Size.ofGb(8)), Layout.CONFIGURED));
    }

    @AfterEach
    void stop() {
        volumes.close();
    }

    private VolumeService service(String node, FakeHost machine) {
        VolumeOptions options = new VolumeOptions(Path.of("/var/lib/rexray/volumes"), "data", 0700, Size.ofGb(16),
                FileSystemType.EXT4, VolumeOptions.Preempt.NEVER, directory.resolve(node + "/run"),
                directory.resolve(node + "/lib"), Duration.ofSeconds(20), Duration.ofSeconds(20),
                VolumeOptions.FORGOTTEN_AFTER);
        VolumeService made = new VolumeService(array, new FakeNode(array, machine, node), machine, new FakeEngine(),
                options, "boot-1", InstantSource.system(), UUID::randomUUID,
                new Journal(event -> {}, InstantSource.system()));
        made.load();
        return made;
    }

    private VolumeEntry db() {
        return volumes.volume(DB).orElseThrow();
    }

    @Test
    void entryTellsAllOfAVolume() {
        VolumeEntry free = db();
        assertEquals("db", free.name());
        assertEquals(Size.ofGb(8), free.size());
        assertEquals(State.AVAILABLE, free.state());
        assertEquals(List.of(), free.heldBy());
        assertEquals(List.of(free.id()), volumes.volumes().stream().map(VolumeEntry::id).toList());

        Path path = volumes.mount(DB);
        VolumeEntry mounted = db();
        assertEquals(Optional.of(path), mounted.path());
        assertEquals(State.ATTACHED, mounted.state());
        assertEquals(1, mounted.uses());
        assertTrue(mounted.device().isPresent());
        assertEquals(1, mounted.heldBy().size());
    }

    @Test
    void whatTakesItsTimeIsTold() throws Exception {
        CompletableFuture<String> begun = new CompletableFuture<>();
        CompletableFuture<String> released = new CompletableFuture<>();
        host.onEachChange(() -> {
            begun.complete("yes");
            released.join();
        });
        CompletableFuture<Path> mount = CompletableFuture.supplyAsync(() -> volumes.mount(DB));
        begun.join();
        UnderWay.Doing doing = volumes.underWay(DB).orElseThrow();
        assertEquals("formatting it with ext4", doing.what());
        assertEquals(Optional.empty(), doing.left());
        released.complete("yes");
        mount.join();
        assertTrue(Await.upTo(Duration.ofSeconds(20), () -> volumes.underWay(DB).isEmpty()));
    }

    @Test
    void volumeThatIsNotThereIsEmpty() {
        assertEquals(Optional.empty(), volumes.volume(new VolumeName("nope")));
    }

    @Test
    void createIsRepeatedAndRefusedByTheSameRules() {
        VolumeName name = new VolumeName("new");

        VolumeEntry made = volumes.create(name, options("size", "16"));
        assertEquals(made.id(), volumes.create(name, options("size", "16")).id());
        assertThrows(RefusedInput.class, () -> volumes.create(name, options("size", "32")));
    }

    @Test
    void removeIsRepeated() {
        volumes.remove(DB);
        volumes.remove(DB);

        assertEquals(List.of(), volumes.volumes());
    }

    @Test
    void personIsOneUserHoweverOftenItMounts() {
        Path path = volumes.mount(DB);

        assertEquals(path, volumes.mount(DB));
        assertEquals(1, db().uses());
        volumes.unmount(DB);
        volumes.unmount(DB);
        assertEquals(State.AVAILABLE, db().state());
        assertEquals(List.of(), host.mounts());
    }

    @Test
    void unmountLeavesAContainerItsMount() {
        service.mount(DB, CONTAINER);
        volumes.mount(DB);

        volumes.unmount(DB);
        assertEquals(1, host.mounts().size());
        InUse refusal = assertThrows(InUse.class, () -> volumes.unmount(DB));
        assertTrue(refusal.getMessage().startsWith("volume db is mounted on this host for 1 user; "),
                refusal.getMessage());
        assertThrows(InUse.class, () -> volumes.detach(DB));
        assertThrows(InUse.class, () -> volumes.remove(DB));
        assertEquals(1, host.mounts().size());
        assertEquals(State.ATTACHED, db().state());
    }

    @Test
    void attachMapsWithoutMountingAndDetachEndsThat() {
        Path device = volumes.attach(DB);

        assertEquals(device, volumes.attach(DB));
        assertEquals(Optional.of(device), db().device());
        assertEquals(Optional.empty(), db().path());
        assertEquals(State.ATTACHED, db().state());
        volumes.detach(DB);
        volumes.detach(DB);
        assertEquals(State.AVAILABLE, db().state());
    }

    @Test
    void detachEndsAMappingThatSomebodyMadeAtTheArray() {
        array.hold("db", array.identify("node01", Deadline.after(Duration.ofSeconds(1))));
        assertEquals(State.ATTACHED, db().state());

        volumes.detach(DB);
        assertEquals(State.AVAILABLE, db().state());
    }

    @Test
    void volumeOfAnotherHostIsTakenOnlyByOrder() {
        VolumeService other = service("node02", new FakeHost());
        other.mount(DB, CONTAINER);
        assertEquals(State.UNAVAILABLE, db().state());

        assertThrows(HeldElsewhere.class, () -> volumes.attach(DB));
        assertThrows(HeldElsewhere.class, () -> volumes.mount(DB));
        volumes.detach(DB);
        assertEquals(State.UNAVAILABLE, db().state());
        assertEquals(1, volumes.takeOver(DB).size());
        assertEquals(State.ATTACHED, db().state());
    }

    @Test
    void missingVolumeIsToldAsSuch() {
        VolumeName nope = new VolumeName("nope");

        assertThrows(NotFound.class, () -> volumes.attach(nope));
        assertThrows(NotFound.class, () -> volumes.detach(nope));
        assertThrows(NotFound.class, () -> volumes.mount(nope));
        assertThrows(NotFound.class, () -> volumes.takeOver(nope));
    }

    @Test
    void snapshotsAreTakenListedAndRemoved() {
        SnapshotName before = SnapshotName.parse("db@before");
        volumes.takeSnapshots(List.of(before));
        volumes.takeSnapshots(List.of(before));
        assertEquals(List.of("db@before"), volumes.snapshots(Optional.of(DB)).stream().map(VolumeEntry::name).toList());
        assertEquals(Optional.of("db@before"), volumes.volume(before.full()).map(VolumeEntry::name));
        assertEquals(List.of("db"), volumes.volumes().stream().map(VolumeEntry::name).toList());
        assertThrows(RefusedInput.class,
                () -> volumes.takeSnapshots(List.of(before, SnapshotName.parse("db@after"))));

        volumes.removeSnapshot(before);
        volumes.removeSnapshot(before);
        assertEquals(List.of(), volumes.snapshots(Optional.of(DB)));
        assertEquals(Optional.empty(), volumes.volume(before.full()));
    }

    @Test
    void volumeGetsTheContentsOfItsSnapshotOnlyWhileNobodyHoldsIt() {
        SnapshotName before = SnapshotName.parse("db@before");
        assertThrows(NotFound.class, () -> volumes.restore(before));
        volumes.takeSnapshots(List.of(before));
        volumes.restore(before);
        service.mount(DB, CONTAINER);
        assertThrows(InUse.class, () -> volumes.restore(before));
    }

    @Test
    void copyIsAVolumeOfItsOwn() {
        VolumeName copy = new VolumeName("copy");
        assertEquals(Size.ofGb(8), volumes.create(copy, options("from", "db")).size());
        volumes.remove(copy);
        assertEquals(Optional.empty(), volumes.volume(copy));
        assertEquals(Size.ofGb(8), db().size());
        assertThrows(NotFound.class, () -> volumes.create(copy, options("from", "nope")));
    }

    @Test
    void volumeGrowsAndNeverShrinks() {
        assertEquals(Size.ofGb(24), volumes.resize(DB, Size.ofGb(20)));
        assertEquals(Size.ofGb(24), db().size());
        assertThrows(RefusedInput.class, () -> volumes.resize(DB, Size.ofGb(8)));
    }

    @Test
    void limitsAreChangedAndShown() {
        service.mount(DB, CONTAINER);
        assertEquals(Limits.NONE, volumes.limits(DB));
        assertEquals(new Limits(1000, 0), volumes.limit(DB, Optional.of(1000L), Optional.empty()));
        assertEquals(new Limits(1000, 51200), volumes.limit(DB, Optional.empty(), Optional.of(51200L)));
        assertEquals(new Limits(1000, 51200), volumes.limits(DB));
        assertThrows(RefusedInput.class, () -> volumes.limit(DB, Optional.of(3L), Optional.empty()));
    }

    @Test
    void whatAVolumeRemembersIsShown() {
        VolumeName name = new VolumeName("new");
        volumes.create(name, options("mountOptions", "noatime", "owner", "999:999", "size", "10"));
        volumes.mount(name);
        assertEquals(Map.of("sizeAsked", "10 GB", "mountOptions", "noatime", "owner", "999:999"),
                volumes.volume(name).orElseThrow().remembered());
    }

    private static CreateOptions options(String... namesAndValues) {
        Map<String, @Nullable String> options = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            options.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return CreateOptions.parse(options);
    }
}
