package rexray.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import rexray.volume.FileSystemType;

/** Devices with the contents that the documentation has rows for, made by the tools that make them in earnest. */
final class Specimens {
    private static final int MIB = 1 << 20;
    private static final int SECTOR = 512;

    private final ScratchDevices devices;

    Specimens(ScratchDevices devices) {
        this.devices = devices;
    }

    /**
     * A new device.
     *
     * @param contents the first column of the table
     */
    Path make(String contents) {
        Path link = devices.plug((contents.contains("xfs") ? 320L : 64L) * MIB);
        switch (contents) {
            case "zeros only" -> {
            }
            case "an ext4 file system" -> Tools.run("mkfs.ext4", "-q", link);
            case "an ext4 file system of a host that crashed" -> {
                return crashed(link);
            }
            case "an ext3 file system" -> Tools.run("mke2fs", "-q", "-t", "ext3", link);
            case "an ext2 file system" -> Tools.run("mke2fs", "-q", "-t", "ext2", link);
            case "an xfs file system" -> Tools.run("mkfs.xfs", "-q", link);
            case "an ext4 file system whose first MiB was overwritten with zeros" -> {
                link = devices.plug(320L * MIB);
                Tools.run("mkfs.ext4", "-q", "-b", 4096, link);
                devices.write(link, 0, new byte[MIB]);
            }
            case "an ext4 file system with blocks of 1 KiB whose first MiB was overwritten with zeros" -> {
                Tools.run("mkfs.ext4", "-q", "-b", 1024, link);
                devices.write(link, 0, new byte[MIB]);
            }
            case "an xfs file system whose first MiB was overwritten with zeros" -> {
                Tools.run("mkfs.xfs", "-q", link);
                devices.write(link, 0, new byte[MIB]);
            }
            case "an ext4 file system behind a partition table" -> {
                Tools.run("mkfs.ext4", "-q", link);
                devices.write(link, 0, partitionTable());
            }
            case "a vfat file system" -> Tools.run("mkfs.vfat", link);
            case "signatures of vfat and of ext4" -> {
                Tools.run("mkfs.vfat", link);
                byte[] bootSector = devices.read(link, 0, SECTOR);
                Tools.run("mkfs.ext4", "-q", link);
                devices.write(link, 0, bootSector);
            }
            case "swap space" -> Tools.run("mkswap", link);
            case "a GPT partition table" -> Tools.run("sh", "-c", "echo 'label: gpt' | sfdisk --quiet " + link);
            case "an MBR partition table" -> devices.write(link, 0, partitionTable());
            case "a LUKS header" -> devices.write(link, 0, luksHeader());
            case "an LVM2 label" -> devices.write(link, SECTOR, lvmLabel());
            case "the journal of an ext4 file system" -> Tools.run("mke2fs", "-q", "-O", "journal_dev", link);
            case "one byte that is not zero in the first MiB" -> devices.write(link, MIB - 1, new byte[]{1});
            case "one byte that is not zero in the last MiB" -> devices.write(link, 63L * MIB, new byte[]{1});
            case "data in the middle, and zeros in all places that are examined" ->
                devices.write(link, 20L * MIB, new byte[]{1});
            default -> throw new AssertionError("no device with " + contents);
        }
        return link;
    }

    /** A copy of a device in the middle of its being mounted is what a crash leaves. */
    private Path crashed(Path link) {
        Tools.run("mkfs.ext4", "-q", link);
        Path mountpoint = devices.directory().resolve("crashed");
        LinuxHost.create().mount(Devices.find(link).orElseThrow(), FileSystemType.EXT4, mountpoint,
                Tools.soon());
        Tools.run("touch", mountpoint.resolve("file"));
        Tools.run("sync", "--file-system", mountpoint);
        byte[] image = devices.read(link, 0, 64 * MIB);
        Path copy = devices.plug(64L * MIB);
        devices.write(copy, 0, image);
        return copy;
    }

    /** One Linux partition, from 1 MiB on, 10 MiB long; the rest of the sector is boot code. */
    private static byte[] partitionTable() {
        ByteBuffer sector = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        sector.put(446 + 4, (byte) 0x83).putInt(446 + 8, MIB / SECTOR).putInt(446 + 12, 10 * MIB / SECTOR);
        return sector.putShort(510, (short) 0xAA55).array();
    }

    /** The beginning of a {@code struct luks_phdr}, version 1: magic, version, and the UUID as text at 168. */
    private static byte[] luksHeader() {
        ByteBuffer header = ByteBuffer.allocate(592);
        header.put(new byte[]{'L', 'U', 'K', 'S', (byte) 0xBA, (byte) 0xBE}).putShort((short) 1);
        header.put(168, "a297b7ee-733e-4af4-94fb-db923c602b7d".getBytes(StandardCharsets.US_ASCII));
        return header.array();
    }

    /** A {@code struct label_header}: id, sector, checksum of what follows, where the rest begins, and type. */
    private static byte[] lvmLabel() {
        ByteBuffer label = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        label.put(0, "LABELONE".getBytes(StandardCharsets.US_ASCII)).putLong(8, 1).putInt(20, 32);
        label.put(24, "LVM2 001RCRsgxl4pvk84ARhes9giab4AwM5i1Wo".getBytes(StandardCharsets.US_ASCII));
        return label.putInt(16, lvmChecksum(label.array())).array();
    }

    /** CRC-32 with LVM's own initial value and without the final inversion. */
    private static int lvmChecksum(byte[] label) {
        int sum = 0xF597A6CF;
        for (int i = 20; i < SECTOR; i++) {
            sum ^= label[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                sum = (sum >>> 1) ^ ((sum & 1) == 0 ? 0 : 0xEDB88320);
            }
        }
        return sum;
    }
}
