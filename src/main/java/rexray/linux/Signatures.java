package rexray.linux;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import rexray.volume.BlockDevice;
import rexray.volume.Deadline;
import rexray.volume.FileSystemType;
import rexray.volume.VolumeException.HostFailure;

/** What {@code blkid -p} recognised on a device. */
sealed interface Signatures {
    /**
     * No signature. Not a proof of anything: {@code blkid} ends the same way if it could not read.
     */
    record None() implements Signatures {}

    /** One file system of a kind that we mount, and nothing besides. */
    record Ours(FileSystemType type) implements Signatures {}

    /** Anything else, in words for a message. */
    record Other(String what) implements Signatures {}

    /** Runs the low-level probe, which reads the device and no cache of former findings. */
    static Signatures of(BlockDevice device, Deadline deadline) {
        Command command = Command.of(Program.BLKID, "-p", "-o", "export", device);
        CommandResult result = command.run(deadline);
        // blkid(8), EXIT STATUS.
        return switch (result.exitCode()) {
            case 0 -> parse(result.text());
            // "no (specified) devices could be identified, or it is impossible to gather any information"
            case 2 -> new None();
            // "an ambivalent probing result was detected by low-level probing mode"
            case 8 -> new Other("signatures of several kinds of contents at once");
            default -> throw new HostFailure("cannot tell what " + device + " contains: blkid: "
                    + result.complaint(), "see `dmesg` for what is wrong with the device", null);
        };
    }

    /** The form of {@code blkid -o export}: lines {@code KEY=value}. */
    static Signatures parse(String export) {
        Map<String, String> values = new HashMap<>();
        export.lines().map(line -> line.split("=", 2)).filter(pair -> pair.length == 2)
                .forEach(pair -> values.put(pair[0], pair[1]));
        Optional<String> table = Optional.ofNullable(values.get("PTTYPE")).map(Signatures::describeTable);
        Optional<String> type = Optional.ofNullable(values.get("TYPE"));
        if (type.isEmpty()) {
            return new Other(table.orElse("something that blkid recognises but does not name"));
        }
        Optional<FileSystemType> ours = type.flatMap(Signatures::mountable);
        if (ours.isPresent() && table.isEmpty()) {
            return new Ours(ours.get());
        }
        String what = describe(type.get(), values.getOrDefault("USAGE", ""));
        return new Other(table.map(also -> what + " and " + also).orElse(what));
    }

    /**
     * The driver that mounts it. ext2 and ext3 count as ext4, whose driver mounts both, because the original REX-Ray went
     * by the magic number that the three share and people have such volumes.
     */
    private static Optional<FileSystemType> mountable(String type) {
        return switch (type) {
            case "ext2", "ext3", "ext4" -> Optional.of(FileSystemType.EXT4);
            case "xfs" -> Optional.of(FileSystemType.XFS);
            default -> Optional.empty();
        };
    }

    private static String describeTable(String type) {
        return switch (type) {
            case "gpt" -> "a GPT partition table";
            case "dos" -> "an MBR partition table";
            default -> "a partition table (" + type + ")";
        };
    }

    private static String describe(String type, String usage) {
        return switch (type) {
            case "crypto_LUKS" -> "a LUKS encrypted volume";
            case "LVM2_member" -> "an LVM2 physical volume";
            case "linux_raid_member" -> "a member of a Linux software RAID";
            case "swap" -> "swap space";
            default -> switch (usage) {
                case "filesystem" -> "a file system of type " + type;
                case "raid" -> "a RAID member (" + type + ")";
                case "crypto" -> "an encrypted volume (" + type + ")";
                default -> "contents of type " + type;
            };
        };
    }
}
