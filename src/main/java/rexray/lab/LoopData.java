package rexray.lab;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
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
import rexray.lab.Disks.Loop;
import rexray.linux.AllocatedSpace;
import rexray.linux.DeviceNumber;
import rexray.linux.LoopDevice;

/**
 * The emulated data servers: each volume a sparse file {@code volumes/ID} on one of the {@linkplain Disks disks}, each
 * attachment a loop device of its own, with its own page cache, over a hard link of that file. The link's place and
 * {@linkplain LoopName name} say what the device is: in {@code attachments} it works, in {@code revoked} it was cut off
 * and only waits until its host has no node for it, because a loop device whose index is given to another volume too
 * early would put that volume under an old node.
 *
 * <p>Any number of threads may use it; this object's lock guards who may reach what, and the making and ending of
 * devices.
 */
final class LoopData implements DataServers, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopData.class);

    private final Disks disks;
    /** Who may reach what, as the cluster said since this process started. */
    private final Map<Attachment, AccessMode> allowed = new HashMap<>();
    /** By volume id. The length of the file may be more, see {@link LoopDevice#cutOff}. */
    private final Map<String, Long> sizesInKb = new HashMap<>();
    /** SDCs whose I/O fails for a while. */
    private final Set<String> failing = new HashSet<>();
    private final WriteMeter meter = new WriteMeter(this::metered);
    private boolean adopted;

    private LoopData(Disks disks) {
        this.disks = disks;
    }

    /** Opens the data below a directory, which is made if it is missing; the file system must know hard links. */
    static LoopData open(Path directory) throws IOException {
        LoopData data = new LoopData(Disks.open(directory));
        data.meter.start();
        return data;
    }

    @Override
    public void allocate(String volumeId, long sizeInKb) {
        resize(volumeId, sizeInKb);
    }

    @Override
    public void copy(String sourceVolumeId, String volumeId, long sizeInKb) {
        try {
            Path volume = disks.volume(volumeId);
            Path unfinished = volume.resolveSibling(volumeId + ".new");
            SparseCopy.of(disks.volume(sourceVolumeId), unfinished);
            Files.move(unfinished, volume, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        resize(volumeId, sizeInKb);
    }

    /** Of the file only: a device that is there keeps its size until its SDC {@linkplain #rescan looks again}. */
    @Override
    public synchronized void resize(String volumeId, long sizeInKb) {
        sizesInKb.put(volumeId, sizeInKb);
        try (RandomAccessFile file = new RandomAccessFile(disks.volume(volumeId).toFile(), "rw")) {
            if (file.length() != sizeInKb * 1024) {
                file.setLength(sizeInKb * 1024);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Gives the devices of an SDC the sizes that their volumes have by now; those that fail get them when they work again.
     * One that has its size is not touched: even to be told the same again it waits for its I/O, which may hang.
     */
    synchronized void rescan(String sdcId) {
        try {
            for (Loop loop : disks.attached()) {
                if (loop.isOf(sdcId) && !failing.contains(sdcId)
                        && loop.device().sizeInBytes() != sizeInBytes(loop)) {
                    loop.device().resize(sizeInBytes(loop));
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
            Files.deleteIfExists(disks.volume(volumeId));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The device is made when the SDC asks for it: only then its host is known. */
    @Override
    public synchronized void attach(String volumeId, String sdcId, AccessMode access) {
        if (access == AccessMode.NO_ACCESS) {
            revoke(volumeId, sdcId);
            return;
        }
        Attachment attachment = new Attachment(sdcId, volumeId);
        AccessMode before = allowed.put(attachment, access);
        if (before == null || before == access) {
            return;
        }
        try {
            for (Loop loop : loopsOf(attachment)) {
                limit(loop.device(), access);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void revoke(String volumeId, String sdcId) {
        Attachment attachment = new Attachment(sdcId, volumeId);
        allowed.remove(attachment);
        try {
            for (Loop loop : loopsOf(attachment)) {
                cutOff(loop);
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
            for (Loop loop : disks.attached()) {
                if (loop.isOf(sdcId) && access == Access.FAILS) {
                    loop.device().cutOff();
                } else if (loop.isOf(sdcId)) {
                    // As large as the volume is now: an SDC that comes back is told everything anew.
                    loop.device().restore(sizeInBytes(loop));
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
    public long usedInKb(String volumeId) {
        try {
            return AllocatedSpace.inBytes(disks.volume(volumeId)) / 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
            for (Loop loop : disks.attached()) {
                if (allowed.containsKey(loop.name().attachment())) {
                    loop.device().keep();
                    if (loop.device().isCutOff()) {
                        // By a fault, which ended with the process that it was ordered from.
                        loop.device().restore(sizeInBytes(loop));
                    }
                } else {
                    cutOff(loop);
                }
            }
            disks.deleteUnused();
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
            for (Loop loop : disks.attached()) {
                if (loop.isOf(sdcId) && !loop.name().incarnation().equals(incarnation)) {
                    cutOff(loop);
                }
            }
            for (Loop loop : disks.revoked()) {
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
            List<Loop> live = disks.attached();
            List<AttachedDevice> devices = new ArrayList<>();
            for (Map.Entry<Attachment, AccessMode> attachment : allowed.entrySet()) {
                if (attachment.getKey().sdcId().equals(sdcId)) {
                    devices.add(serve(new LoopName(attachment.getKey(), incarnation), attachment.getValue(), live));
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
        for (Loop loop : disks.attached()) {
            loop.device().detach();
        }
        for (Loop loop : disks.revoked()) {
            loop.device().detach();
        }
        disks.deleteUnused();
    }

    private Collection<WriteMeter.Metered> metered() {
        try {
            return disks.attached().stream()
                    .map(loop -> new WriteMeter.Metered(loop.name().attachment().volumeId(), loop.device())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Loop> loopsOf(Attachment attachment) throws IOException {
        return disks.attached().stream().filter(loop -> loop.name().attachment().equals(attachment)).toList();
    }

    private void cutOff(Loop loop) throws IOException {
        loop.device().cutOff();
        disks.revoke(loop);
        LOG.info("Revoked volume {} from SDC {}: {} answers with I/O errors from now on",
                loop.name().attachment().volumeId(), loop.name().attachment().sdcId(), loop.device().number());
    }

    private long sizeInBytes(Loop loop) {
        return sizesInKb.getOrDefault(loop.name().attachment().volumeId(), 0L) * 1024;
    }

    private static void limit(LoopDevice device, AccessMode access) throws IOException {
        if (access == AccessMode.READ_ONLY && !device.isReadOnly()) {
            device.makeReadOnly();
        } else if (access == AccessMode.READ_WRITE && device.isReadOnly()) {
            device.makeWritable();
        }
    }

    private AttachedDevice serve(LoopName name, AccessMode access, List<Loop> live) throws IOException {
        String volumeId = name.attachment().volumeId();
        LoopDevice device = null;
        for (Loop loop : live) {
            if (loop.name().equals(name)) {
                device = loop.device();
            }
        }
        if (device == null) {
            device = LoopDevice.attach(disks.link(name), sizesInKb.getOrDefault(volumeId, 0L) * 1024);
            LOG.info("Attached volume {} to SDC {} as {}", volumeId, name.attachment().sdcId(), device.number());
        }
        limit(device, access);
        return new AttachedDevice(volumeId, device.number().toString(), device.sizeInBytes() / 1024);
    }
}
