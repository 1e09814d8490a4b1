package rexray;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import rexray.lab.LabCluster;
import rexray.lab.LabCluster.LabHost;
import rexray.linux.LinuxHost;
import rexray.scaleio.LabDriver;
import rexray.scaleio.ScaleioControlPlane;
import rexray.volume.ContainerEngine;
import rexray.volume.Deadline;
import rexray.volume.FileSystemType;
import rexray.volume.Host;
import rexray.volume.Journal;
import rexray.volume.Mount;
import rexray.volume.Node;
import rexray.volume.NodeId;
import rexray.volume.Size;
import rexray.volume.VolumeOptions;
import rexray.volume.VolumeOptions.Preempt;
import rexray.volume.VolumeService;

/** A host of a lab in this process, with directories of its own, and the containers that run on it. */
final class TakeoverHost implements AutoCloseable {
    final LabHost machine;
    final Host host = LinuxHost.sharingItsKernel();
    final ScaleioControlPlane array;
    final Node node;
    private final Path home;
    private final List<WritingContainer> containers = new ArrayList<>();
    private String boot = "boot-1";

    TakeoverHost(LabCluster lab, Path home, String name) throws IOException, InterruptedException {
        this(lab, home, name, lab.endpoint());
    }

    /** @param endpoint where its daemons find the gateway */
    TakeoverHost(LabCluster lab, Path home, String name, URI endpoint) throws IOException, InterruptedException {
        this.home = Files.createDirectories(home.resolve("daemon-" + name)).toRealPath();
        machine = lab.addHost(name);
        array = LabDriver.controlPlane(endpoint, lab.password());
        node = LabDriver.node(machine.drvCfg(), machine.links());
    }

    /** A daemon that starts on this host, whatever an earlier one left. */
    VolumeService start(Preempt preempt, FileSystemType type) {
        VolumeOptions options = new VolumeOptions(home.resolve("volumes"), "data", 0700, Size.ofGb(8), type, preempt,
                home.resolve("run"), home.resolve("lib"), Duration.ofSeconds(110), Duration.ofSeconds(50),
                VolumeOptions.FORGOTTEN_AFTER);
        VolumeService service = new VolumeService(array, node, host, name -> ContainerEngine.Word.NO_ENGINE, options,
                boot, Instant::now, UUID::randomUUID, new Journal(event -> {}, Instant::now));
        service.load();
        return service;
    }

    NodeId id() {
        Deadline soon = Deadline.after(Duration.ofSeconds(20));
        return array.identify(node.identity(soon), soon);
    }

    /** Runs a container that writes, until this host is closed at the latest. */
    WritingContainer write(String how, Path target, Path notes) throws IOException {
        WritingContainer container = WritingContainer.start(how, target, notes);
        containers.add(container);
        return container;
    }

    /** The power fails: what was not written is gone, and so are mounts, containers and the SDC. */
    void crash() throws Exception {
        Deadline soon = Deadline.after(Duration.ofSeconds(20));
        // A sync that is under way while its file system is shut down may return as if all was well. Then nobody runs.
        containers.forEach(WritingContainer::halt);
        for (Mount mount : mounts()) {
            host.shutDown(mount, soon);
        }
        endContainers();
        for (Mount mount : mounts()) {
            host.detach(mount.mountpoint(), soon);
        }
        machine.crash();
        boot += "+";
    }

    List<Mount> mounts() {
        return host.mounts().stream().filter(mount -> mount.mountpoint().startsWith(home)).toList();
    }

    void endContainers() {
        containers.forEach(WritingContainer::close);
        containers.clear();
    }

    @Override
    public void close() {
        endContainers();
        mounts().reversed().forEach(mount -> host.detach(mount.mountpoint(), Deadline.after(Duration.ofSeconds(20))));
        array.close();
    }
}
