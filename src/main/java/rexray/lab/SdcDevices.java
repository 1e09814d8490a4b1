package rexray.lab;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rexray.linux.DeviceNumber;
import rexray.volume.VolumeId;

/**
 * The block device nodes {@code scinia}, {@code scinib}, … of one host, with the links that say which volume each is.
 * The directory is the only record of them, so an SDC that starts again finds those of its predecessor. Any number of
 * threads may use it.
 */
final class SdcDevices {
    private static final String NAME = "scini";
    private static final String LINK = "emc-vol-";
    private static final Pattern NAME_OF_LINK = Pattern.compile(LINK + "([0-9a-f]{16})-([0-9a-f]{16})");

    private final Path devices;
    private final Path links;

    SdcDevices(Path devices) {
        this.devices = devices;
        links = devices.resolve("disk/by-id");
    }

    /** The volumes that have a device, with its number. A node or link that misses its other half is removed. */
    synchronized Map<VolumeId, DeviceNumber> present() throws IOException {
        Map<VolumeId, DeviceNumber> present = new HashMap<>();
        Map<Path, DeviceNumber> nodes = nodes();
        if (Files.isDirectory(links)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(links, LINK + "*")) {
                for (Path link : found) {
                    DeviceNumber number = nodes.remove(node(link));
                    Matcher name = NAME_OF_LINK.matcher(link.getFileName().toString());
                    if (number == null) {
                        Files.delete(link);
                    } else if (name.matches()) {
                        present.put(new VolumeId(name.group(1), name.group(2)), number);
                    }
                }
            }
        }
        for (Path orphan : nodes.keySet()) {
            Files.delete(orphan);
        }
        return present;
    }

    /** Makes node and link, as udev would: the link last. */
    synchronized Path show(VolumeId volume, DeviceNumber number) throws IOException {
        Files.createDirectories(links);
        Path node = freeNode();
        number.makeNode(node);
        Files.createSymbolicLink(links.resolve(LINK + volume), Path.of("../..").resolve(node.getFileName()));
        return node;
    }

    /** Removes link and node of a volume, if it has them. */
    synchronized void hide(VolumeId volume) throws IOException {
        Path link = links.resolve(LINK + volume);
        if (Files.isSymbolicLink(link)) {
            Path node = node(link);
            Files.delete(link);
            Files.deleteIfExists(node);
        }
    }

    /** Removes all, as a restart of the host does. */
    void hideAll() throws IOException {
        for (VolumeId volume : present().keySet()) {
            hide(volume);
        }
    }

    /** {@code a} to {@code z}, {@code aa}, {@code ab}, …: what follows {@code scini} in the name of a device. */
    static String letters(int index) {
        String last = String.valueOf((char) ('a' + index % 26));
        return index < 26 ? last : letters(index / 26 - 1) + last;
    }

    private Map<Path, DeviceNumber> nodes() throws IOException {
        Map<Path, DeviceNumber> nodes = new HashMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(devices, NAME + "?*")) {
            for (Path node : found) {
                Optional<DeviceNumber> number = DeviceNumber.of(node);
                number.ifPresent(value -> nodes.put(node, value));
            }
        }
        return nodes;
    }

    private Path node(Path link) throws IOException {
        return devices.resolve(Files.readSymbolicLink(link).getFileName());
    }

    /** The first that is free: an SDC reuses names, so nobody may take a name for a volume. */
    private Path freeNode() {
        for (int index = 0;; index++) {
            Path node = devices.resolve(NAME + letters(index));
            if (!Files.exists(node, LinkOption.NOFOLLOW_LINKS)) {
                return node;
            }
        }
    }
}
