package rexray.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import rexray.volume.FileSystemType;

/** Devices with the contents that the documentation has rows for, made by the tools that make them in earnest. */
final class Specimens {
    private static final int MIB = 1 << 20;
    private static final int SECTOR = 512;
    /** Where ext4 has it, and how long it is. */
    private static final int SUPERBLOCK = 1024;

    /** The UUID that REX-Ray noted before it began to make a file system. */
    static final UUID BEGUN = UUID.fromString("5c1d0f6e-2b7a-4a39-9d53-7be1c8a40f12");
    /** What a host that crashed had written to its file system's root. */
    static final String SYNCED = "file";

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
        Path link = devices.plug(size(contents));
        switch (contents) {
            case "zeros only" -> {
            }
            case "an ext4 file system" -> Tools.run("mkfs.ext4", "-q", link);
            case "an ext4 file system of a host that crashed" -> {
                return crashed(link, FileSystemType.EXT4);
            }
            case "an ext3 file system" -> Tools.run("mke2fs", "-q", "-t", "ext3", link);
            case "an ext2 file system" -> Tools.run("mke2fs", "-q", "-t", "ext2", link);
            case "an xfs file system" -> Tools.run("mkfs.xfs", "-q", link);
            case "an xfs file system of a host that crashed" -> {
                return crashed(link, FileSystemType.XFS);
            }
            case "an xfs file system whose mkfs.xfs was cut off",
                    "an xfs file system that REX-Ray itself was making when it was cut off" -> {
                Tools.run("mkfs.xfs", "-q", "-m", "uuid=" + BEGUN, link);
                Tools.run("xfs_db", "-x", "-c", "sb 0", "-c", "write inprogress 1", link);
            }
            case "an ext4 file system that REX-Ray itself had made when it was cut off" ->
                Tools.run("mkfs.ext4", "-q", "-U", BEGUN, link);
            // mke2fs writes it last.
            case "an ext4 file system without its superblock, as mkfs.ext4 leaves when it is cut off",
                    "an ext4 file system without its superblock, which REX-Ray itself was making when it was cut off" -> {
                Tools.run("mkfs.ext4", "-q", "-U", BEGUN, link);
                devices.write(link, SUPERBLOCK, new byte[SUPERBLOCK]);
            }
            case "an ext4 file system with the first sector of its superblock alone" -> {
                Tools.run("mkfs.ext4", "-q", link);
                devices.write(link, SUPERBLOCK + SECTOR, new byte[SECTOR]);
            }
            case "zeros on a device shorter than the volume" -> {
                return devices.plug(48L * MIB);
            }
            case "zeros on a device whose last MiB cannot be read" -> devices.lose(link, 63L * MIB);
            case "nothing that can be read" -> devices.lose(link, 0);
            case "an ext4 file system whose first MiB was overwritten with zeros" -> {
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
            default ->
                ForeignContents.of(contents).forEach(piece -> devices.write(link, piece.offset(), piece.bytes()));
        }
        return link;
    }

    /** How large the volume is that such a device belongs to. */
    static long size(String contents) {
        // The smallest xfs has 300 MiB, and blocks of 4 KiB put the first copy of ext4's superblock at 128 MiB.
        boolean large = contents.contains("xfs")
                || contents.equals("an ext4 file system whose first MiB was overwritten with zeros");
        return (large ? 320L : 64L) * MIB;
    }

    /** A copy of a device in the middle of its being mounted is what a crash leaves. */
    private Path crashed(Path link, FileSystemType type) {
        Tools.run("mkfs." + type, "-q", link);
        Path mountpoint = devices.directory().resolve("crashed");
        LinuxHost.create().mount(Devices.find(link).orElseThrow(), type, mountpoint, Tools.soon());
        Tools.run("touch", mountpoint.resolve(SYNCED));
        Tools.run("sync", "--file-system", mountpoint);
        Path copy = devices.copy(link);
        // The copy has the same UUID.
        Tools.run("umount", mountpoint);
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
