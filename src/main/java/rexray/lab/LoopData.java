package rexray.lab;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.linux.DeviceNumber;
import rexray.linux.LoopDevice;

/**
 * The emulated data servers: each volume a sparse file {@code volumes/ID}, each attachment a loop device of its own, with
 * its own page cache, over a hard link of that file. The link's place and {@linkplain LoopName name} say what the device
 * is: in {@code attachments} it works, in {@code revoked} it was cut off and only waits until its host has no node for
 * it, because a loop device whose index is given to another volume too early would put that volume under an old node.
 *
 * <p>Any number of threads may use it; this object's lock guards who may reach what, and the making and ending of
 * devices.
 */
final class LoopData implements DataServers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopData.class);

    private final Path volumes;
    private final Path attachments;
    private final Path revoked;
    /** Who may reach what, as the cluster said since this process started. */
    private final Set<Attachment> allowed = new HashSet<>();
    /** By volume id. The length of the file may be more, see {@link LoopDevice#cutOff}. */
    private final Map<String, Long> sizesInKb = new HashMap<>();
    /** SDCs whose I/O fails for a while. */
    private final Set<String> failing = new HashSet<>();
    private final WriteMeter meter = new WriteMeter(this::metered);
    private boolean adopted;

    private LoopData(Path directory) {
        volumes = directory.resolve("volumes");
        attachments = directory.resolve("attachments");
        revoked = directory.resolve("revoked");
    }

    /** Opens the data below a directory, which is made if it is missing; the file system must know hard links. */
    static LoopData open(Path directory) throws IOException {
        Files.createDirectories(directory);
        // The kernel tells backing files by their real paths.
        LoopData data = new LoopData(directory.toRealPath());
        Files.createDirectories(data.volumes);
        Files.createDirectories(data.attachments);
        Files.createDirectories(data.revoked);
        data.meter.start();
        return data;
    }

    @Override
    public void allocate(String volumeId, long sizeInKb) {
        resize(volumeId, sizeInKb);
    }

    @Override
    public void copy(String sourceVolumeId, String volumeId, long sizeInKb) {
        Path unfinished = volumes.resolve(volumeId + ".new");
        try {
            SparseCopy.of(volumes.resolve(sourceVolumeId), unfinished);
            Files.move(unfinished, volumes.resolve(volumeId), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        resize(volumeId, sizeInKb);
    }

    @Override
    public synchronized void resize(String volumeId, long sizeInKb) {
        sizesInKb.put(volumeId, sizeInKb);
        File volume = volumes.resolve(volumeId).toFile();
        if (volume.length() == sizeInKb * 1024) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(volume, "rw")) {
            file.setLength(sizeInKb * 1024);
            for (Loop loop : loopsIn(attachments)) {
                if (loop.name().attachment().volumeId().equals(volumeId)
                        && !failing.contains(loop.name().attachment().sdcId())) {
                    loop.device().resize(sizeInKb * 1024);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void discard(String volumeId) {
        sizesInKb.remove(volumeId);
        try {
            Files.deleteIfExists(volumes.resolve(volumeId));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The device is made when the SDC asks for it: only then its host is known. */
    @Override
    public synchronized void attach(String volumeId, String sdcId) {
        allowed.add(new Attachment(sdcId, volumeId));
    }

    @Override
    public synchronized void revoke(String volumeId, String sdcId) {
        Attachment attachment = new Attachment(sdcId, volumeId);
        allowed.remove(attachment);
        try {
            for (Loop loop : loopsIn(attachments)) {
                if (loop.name().attachment().equals(attachment)) {
                    cutOff(loop);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the I/O of an SDC fail, its mappings untouched, or work again. Repeatable. */
    synchronized void let(String sdcId, Access access) {
        boolean changed = access == Access.FAILS ? failing.add(sdcId) : failing.remove(sdcId);
        if (!changed) {
            return;
        }
        try {
            for (Loop loop : loopsIn(attachments)) {
                if (loop.isOf(sdcId) && access == Access.FAILS) {
                    loop.device().cutOff();
                } else if (loop.isOf(sdcId)) {
                    loop.device().restore(sizesInKb.getOrDefault(loop.name().attachment().volumeId(), 0L) * 1024);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether I/O works. */
    enum Access {
        WORKS,
        FAILS
    }

    @Override
    public DataServers.Written written(String volumeId) {
        return meter.written(volumeId);
    }

    /**
     * Revokes what an earlier gateway process left and the cluster has not attached again, and forgets attachments whose
     * devices are gone. To be called once the cluster has loaded its state.
     */
    synchronized void adopt() {
        try {
            for (Loop loop : loopsIn(attachments)) {
                if (allowed.contains(loop.name().attachment())) {
                    loop.device().keep();
                    loop.device().resize(sizesInKb.getOrDefault(loop.name().attachment().volumeId(), 0L) * 1024);
                } else {
                    cutOff(loop);
                }
            }
            deleteUnused(attachments);
            deleteUnused(revoked);
            adopted = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Ends what an SDC's host can no longer use: devices made before it was started again, with their page caches, and
     * revoked ones for which it has no node any more. To be called with nodes that are not older than this call.
     */
    synchronized void freeLost(String sdcId, String incarnation, Set<DeviceNumber> nodes) {
        try {
            for (Loop loop : loopsIn(attachments)) {
                if (loop.isOf(sdcId) && !loop.name().incarnation().equals(incarnation)) {
                    cutOff(loop);
                }
            }
            for (Loop loop : loopsIn(revoked)) {
                boolean hasNode = loop.name().incarnation().equals(incarnation)
                        && nodes.contains(loop.device().number());
                if (loop.isOf(sdcId) && !hasNode) {
                    loop.device().detach();
                    Files.delete(loop.device().backingFile());
                    LOG.debug("Freed {} of SDC {}", loop.device().number(), sdcId);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The devices that an SDC may use now; those that it lacks are made.
     *
     * @param incarnation of the SDC's host
     */
    synchronized List<AttachedDevice> serve(String sdcId, String incarnation) {
        try {
            List<Loop> live = loopsIn(attachments);
            List<AttachedDevice> devices = new ArrayList<>();
            for (Attachment attachment : allowed) {
                if (attachment.sdcId().equals(sdcId)) {
                    devices.add(serve(new LoopName(attachment, incarnation), live));
                }
            }
            return devices;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Detaches every device: those in use when their last user lets go of them. Before {@link #adopt} none is ours. */
    @Override
    public synchronized void close() throws IOException {
        meter.close();
        if (!adopted) {
            return;
        }
        for (Path directory : List.of(attachments, revoked)) {
            for (Loop loop : loopsIn(directory)) {
                loop.device().detach();
            }
            deleteUnused(directory);
        }
    }

    private Collection<WriteMeter.Metered> metered() {
        try {
            return loopsIn(attachments).stream()
                    .map(loop -> new WriteMeter.Metered(loop.name().attachment().volumeId(), loop.device())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void cutOff(Loop loop) throws IOException {
        loop.device().cutOff();
        Files.move(loop.device().backingFile(), revoked.resolve(loop.name().revoked(loop.device().index())));
        LOG.info("Revoked volume {} from SDC {}: {} answers with I/O errors from now on",
                loop.name().attachment().volumeId(), loop.name().attachment().sdcId(), loop.device().number());
    }

    private AttachedDevice serve(LoopName name, List<Loop> live) throws IOException {
        String volumeId = name.attachment().volumeId();
        long sizeInKb = sizesInKb.getOrDefault(volumeId, 0L);
        LoopDevice device = null;
        for (Loop loop : live) {
            if (loop.name().equals(name)) {
                device = loop.device();
            }
        }
        if (device == null) {
            Path link = attachments.resolve(name.live());
            Files.deleteIfExists(link);
            Files.createLink(link, volumes.resolve(volumeId));
            device = LoopDevice.attach(link, sizeInKb * 1024);
            LOG.info("Attached volume {} to SDC {} as {}", volumeId, name.attachment().sdcId(), device.number());
        }
        return new AttachedDevice(volumeId, device.number().toString(), sizeInKb);
    }

    /** The loop devices over files of one directory, as the kernel has them. */
    private static List<Loop> loopsIn(Path directory) throws IOException {
        List<Loop> loops = new ArrayList<>();
        for (LoopDevice device : LoopDevice.all()) {
            if (directory.equals(device.backingFile().getParent())) {
                LoopName.of(device.backingFile()).ifPresent(name -> loops.add(new Loop(device, name)));
            }
        }
        return loops;
    }

    private static void deleteUnused(Path directory) throws IOException {
        Set<Path> used = new HashSet<>();
        loopsIn(directory).forEach(loop -> used.add(loop.device().backingFile()));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (!used.contains(file)) {
                    Files.delete(file);
                }
            }
        }
    }

    private record Loop(LoopDevice device, LoopName name) {
        boolean isOf(String sdcId) {
            return name.attachment().sdcId().equals(sdcId);
        }
    }
}
