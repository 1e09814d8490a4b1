package rexray.linux;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rexray.volume.FileSystemType;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

/** How the answers of {@code blkid -p -o export} are understood. */
final class SignaturesTest {
    @ParameterizedTest
    @CsvSource({"ext2, EXT4", "ext3, EXT4", "ext4, EXT4", "xfs, XFS"})
    void fileSystemThatOneOfOurDriversMountsIsOurs(String type, FileSystemType ours) {
        assertEquals(new Signatures.Ours(ours),
                Signatures.parse("DEVNAME=/dev/a\nTYPE=" + type + "\nUSAGE=filesystem\n"));
    }

    @ParameterizedTest
    @CsvSource({"crypto_LUKS, crypto, a LUKS encrypted volume", "LVM2_member, raid, an LVM2 physical volume",
            "linux_raid_member, raid, a member of a Linux software RAID", "swap, other, swap space",
            "btrfs, filesystem, a file system of type btrfs", "isw_raid_member, raid, a RAID member (isw_raid_member)",
            "BitLocker, crypto, an encrypted volume (BitLocker)", "jbd, other, contents of type jbd"})
    void anythingElseIsNamed(String type, String usage, String what) {
        assertEquals(new Signatures.Other(what), Signatures.parse("TYPE=" + type + "\nUSAGE=" + usage + "\n"));
    }

    @ParameterizedTest
    @CsvSource({"gpt, a GPT partition table", "dos, an MBR partition table", "sun, a partition table (sun)"})
    void partitionTableIsNamed(String type, String what) {
        assertEquals(new Signatures.Other(what), Signatures.parse("DEVNAME=/dev/a\nPTTYPE=" + type + "\n"));
    }

    @Test
    void fileSystemBesideAPartitionTableIsNotOurs() {
        assertEquals(new Signatures.Other("a file system of type xfs and an MBR partition table"),
                Signatures.parse("TYPE=xfs\nUSAGE=filesystem\nPTTYPE=dos\n"));
    }

    @Test
    void answerWithoutATypeIsNotNothing() {
        assertInstanceOf(Signatures.Other.class, Signatures.parse("DEVNAME=/dev/a\n"));
    }
}
