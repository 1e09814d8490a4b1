package rexray.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;

/**
 * What devices of kinds that REX-Ray does not make have at fixed places, written byte by byte: as much as {@code blkid -p}
 * asks for before it names the kind. Numbers are little-endian unless said otherwise. Source: {@code libblkid/src} of
 * util-linux 2.38, and what it answered.
 */
final class ForeignContents {
    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final int SECTOR = 512;
    private static final long SECTORS = 64L * MIB / SECTOR;
    private static final String UUID = "f1e2d3c4b5a697887766554433221100";

    private ForeignContents() {}

    /** Bytes at an offset of the device. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Piece(long offset, byte[] bytes) {}

    /** The pieces, on zeros, of a device of 64 MiB. */
    static List<Piece> of(String contents) {
        return switch (contents) {
            // A big-endian version follows the magic.
            case "a LUKS 2 header" -> List.of(ascii(0, "LUKS"), hex(4, "babe0002"),
                    ascii(168, "a297b7ee-733e-4af4-94fb-db923c602b7d"));
            case "a member of a Linux software RAID" -> raidMember(8);
            // 8 KiB before the end at least, at a multiple of 4 KiB.
            case "a member of a Linux software RAID whose superblock is at the end" -> raidMember(SECTORS - 16);
            case "an NTFS file system" -> ntfs();
            case "an exFAT file system" -> exfat();
            case "an f2fs file system" -> List.of(hex(KIB, "1020f5f201000f00"), hex(KIB + 108, UUID));
            case "a btrfs file system" -> List.of(new Piece(64L * KIB, btrfs()));
            // Four uberblocks of the first label.
            case "a member of a ZFS pool" -> LongStream.range(0, 4)
                    .mapToObj(number -> hex(128L * KIB + number * KIB, "0cb1ba00")).toList();
            case "an ISO 9660 image" -> List.of(hex(32L * KIB, "01"), ascii(32L * KIB + 1, "CD001"),
                    hex(32L * KIB + 6, "01"), hex(34L * KIB, "ff"), ascii(34L * KIB + 1, "CD001"),
                    hex(34L * KIB + 6, "01"));
            case "a squashfs image" -> List.of(ascii(0, "hsqs"), hex(28, "04000000"));
            case "a bcache device" -> List.of(hex(8L * SECTOR + 8, "08"),
                    hex(8L * SECTOR + 24, "c68573f64e1a45ca8265f57f48ba6d81"), hex(8L * SECTOR + 40, UUID));
            case "random bytes" -> List.of(new Piece(0, random(64 * MIB)));
            default -> throw new AssertionError("no device with " + contents);
        };
    }

    /** {@code struct mdp_superblock_1}, which says itself where it is. */
    private static List<Piece> raidMember(long sector) {
        long start = sector * SECTOR;
        return List.of(hex(start, "fc4e2ba901000000"), hex(start + 16, UUID), number(start + 144, sector));
    }

    /** The boot sector, with clusters of 4 KiB, and the first four records of the master file table in cluster 4. */
    private static List<Piece> ntfs() {
        List<Piece> pieces = new ArrayList<>(List.of(hex(0, "eb5290"), ascii(3, "NTFS    "), hex(11, "000208"),
                number(40, SECTORS - 1), number(48, 4), number(56, 2), hex(64, "f6"), hex(510, "55aa")));
        LongStream.range(0, 4).forEach(record -> pieces.add(ascii(4 * 4096L + record * KIB, "FILE")));
        return pieces;
    }

    /** The first eleven sectors, and a twelfth that repeats their checksum. */
    private static List<Piece> exfat() {
        ByteBuffer region = ByteBuffer.allocate(12 * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        region.put(HexFormat.of().parseHex("eb7690")).put("EXFAT   ".getBytes(StandardCharsets.US_ASCII));
        region.putLong(72, SECTORS).putInt(80, 128).putInt(84, 128).putInt(88, 256).putInt(92, 16_352).putInt(96, 4)
                .putInt(100, 0x12345678).putShort(104, (short) 0x100);
        region.put(108, HexFormat.of().parseHex("09030180"));
        // Boot code that halts, as the specification wants it. Zeros would look like an empty partition table.
        Arrays.fill(region.array(), 120, 510, (byte) 0xF4);
        IntStream.range(0, 9).forEach(sector -> region.putShort(sector * SECTOR + 510, (short) 0xAA55));
        int sum = 0;
        for (int i = 0; i < 11 * SECTOR; i++) {
            // What may change while it is mounted, flags and the part in use, is left out.
            sum = i == 106 || i == 107 || i == 112 ? sum : Integer.rotateRight(sum, 1) + (region.get(i) & 0xFF);
        }
        for (int i = 11 * SECTOR; i < 12 * SECTOR; i += Integer.BYTES) {
            region.putInt(i, sum);
        }
        return List.of(new Piece(0, region.array()));
    }

    /** {@code struct btrfs_super_block}: checksum of what follows it, UUID, where it is, magic, sector size. */
    private static byte[] btrfs() {
        ByteBuffer block = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        block.put(32, HexFormat.of().parseHex(UUID)).putLong(48, 64 * KIB);
        block.put(64, "_BHRfS_M".getBytes(StandardCharsets.US_ASCII)).putInt(144, 4096);
        CRC32C sum = new CRC32C();
        sum.update(block.array(), 32, 4096 - 32);
        return block.putInt(0, (int) sum.getValue()).array();
    }

    /** The same ones each time. */
    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static Piece ascii(long offset, String text) {
        return new Piece(offset, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Piece hex(long offset, String digits) {
        return new Piece(offset, HexFormat.of().parseHex(digits));
    }

    private static Piece number(long offset, long value) {
        return new Piece(offset, ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    }
}
