package rexray.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rexray.volume.BlockDevice;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;

/** Whether anybody on this host uses a block device, and who. */
final class DeviceUse {
    private static final int NAMED = 5;

    private DeviceUse() {}

    /** Nobody has it mounted, in whichever mount namespace, and nobody has its node open. */
    static void requireUnused(BlockDevice device) {
        requireExclusive(device);
        List<Processes.Holder> openers = Processes.havingOpen(device);
        if (!openers.isEmpty()) {
            throw inUse(device, "is open in " + list(openers));
        }
    }

    /**
     * Nobody has it mounted or opened as its only user. The kernel's own answer: of mounts in namespaces that no process
     * shows, of device mapper, RAID and swap too.
     *
     * @throws HostFailure if the device does not let itself be opened for another reason, e.g. EIO: that proves nothing
     */
    static void requireExclusive(BlockDevice device) {
        try {
            Libc.openExclusively(device.path()).close();
        } catch (NativeException e) {
            switch (e.errno()) {
                case NativeException.EBUSY -> throw busy(device);
                // The kernel has no device there any more, so no new I/O can start. A mount may outlive its device, and
                // shows in the tables.
                case NativeException.ENOENT, NativeException.ENXIO, NativeException.ENODEV ->
                    requireNotMounted(device);
                default -> throw new HostFailure("cannot tell whether the device " + device + " is in use: "
                        + e.getMessage(), "see `dmesg` for what is wrong with the device", e);
            }
        }
    }

    /** See {@link rexray.volume.Host#holdersElsewhere}. */
    static List<String> holdersElsewhere(BlockDevice device) {
        Set<String> ours = MountTable.read().entries().stream().filter(entry -> entry.mount().isOf(device))
                .flatMap(entry -> entry.peerGroups().stream()).collect(Collectors.toSet());
        return Processes
                .withEntry(entry -> entry.mount().isOf(device) && Collections.disjoint(entry.peerGroups(), ours))
                .stream().map(Processes.Holder::toString).toList();
    }

    /** Names for a message, so few that a person reads them. */
    static String list(List<?> users) {
        String named = String.join(", ", users.stream().limit(NAMED).map(Object::toString).toList());
        return users.size() > NAMED ? named + " and " + (users.size() - NAMED) + " more" : named;
    }

    private static void requireNotMounted(BlockDevice device) {
        List<String> mounts = mounts(device);
        if (!mounts.isEmpty()) {
            throw inUse(device, "is gone, but still " + list(mounts));
        }
    }

    private static VolumeException busy(BlockDevice device) {
        List<String> users = new ArrayList<>(mounts(device));
        users.addAll(stackedOn(device));
        users.addAll(Processes.havingOpen(device).stream().map(opener -> "open in " + opener).toList());
        return inUse(device, users.isEmpty()
                ? "is in use by something that no process shows, e.g. swap or a mount in another container"
                : "is " + list(users));
    }

    private static List<String> mounts(BlockDevice device) {
        Stream<String> own = MountTable.read().mounts().stream().filter(mount -> mount.isOf(device))
                .map(mount -> "mounted on " + mount.mountpoint());
        Stream<String> others = Processes.withMount(mount -> mount.isOf(device)).stream()
                .map(process -> "mounted in the mount namespace of " + process);
        return Stream.concat(own, others).toList();
    }

    /** Device mapper targets and RAIDs that are built of the device. */
    private static List<String> stackedOn(BlockDevice device) {
        Path holders = Path.of("/sys/dev/block", Devices.number(device).toString(),
                "holders");
        try (Stream<Path> names = Files.list(holders)) {
            return names.map(name -> "a part of " + name.getFileName()).toList();
        } catch (IOException e) {
            // A partition has no such directory.
            return List.of();
        }
    }

    private static InUse inUse(BlockDevice device, String how) {
        return new InUse("the device " + device + " " + how,
                "stop the container or process that uses it, then try again");
    }
}
