package rexray.linux;

/**
 * A command of this system that we run.
 *
 * @param name as it is called, without a directory
 * @param debianPackage who brings it on Debian, for the message when it is missing
 */
record Program(String name, String debianPackage) {
    static final Program BLKID = new Program("blkid", "util-linux");
    static final Program CHMOD = new Program("chmod", "coreutils");
    static final Program CHOWN = new Program("chown", "coreutils");
    static final Program DD = new Program("dd", "coreutils");
    static final Program E2FSCK = new Program("e2fsck", "e2fsprogs");
    static final Program FIND = new Program("find", "findutils");
    static final Program MKDIR = new Program("mkdir", "coreutils");
    static final Program MKFS_EXT4 = new Program("mkfs.ext4", "e2fsprogs");
    static final Program MKFS_XFS = new Program("mkfs.xfs", "xfsprogs");
    static final Program MOUNT = new Program("mount", "mount");
    static final Program MV = new Program("mv", "coreutils");
    static final Program RESIZE2FS = new Program("resize2fs", "e2fsprogs");
    static final Program STAT = new Program("stat", "coreutils");
    static final Program SYNC = new Program("sync", "coreutils");
    static final Program UMOUNT = new Program("umount", "mount");
    static final Program XFS_GROWFS = new Program("xfs_growfs", "xfsprogs");
    static final Program XFS_IO = new Program("xfs_io", "xfsprogs");
}
