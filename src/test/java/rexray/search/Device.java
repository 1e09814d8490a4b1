package rexray.search;

import rexray.volume.BlockDevice;

/** A block device of one attachment. Once it is cut off, no read or write of it ever succeeds again. */
final class Device {
    /** What a device whose volume is gone reports. */
    private static final long SIZE_WHEN_CUT_OFF = 512;

    private BlockDevice number;
    private final Disk disk;
    private boolean cutOff;
    private int looksLeft;

    Device(BlockDevice number, Disk disk) {
        this.number = number;
        this.disk = disk;
    }

    Disk disk() {
        return disk;
    }

    BlockDevice number() {
        return cutOff ? ofSize(SIZE_WHEN_CUT_OFF) : number;
    }

    /** The SDC has looked again, and shows what the volume has grown to. */
    void rescan() {
        number = ofSize(disk.bytes());
    }

    private BlockDevice ofSize(long bytes) {
        return new BlockDevice(number.path(), number.major(), number.minor(), bytes);
    }

    boolean is(BlockDevice device) {
        return device.major() == number.major() && device.minor() == number.minor();
    }

    boolean isCutOff() {
        return cutOff;
    }

    /** @param looks at its link before the SDC has taken it away */
    void cutOff(int looks) {
        cutOff = true;
        looksLeft = looks;
    }

    /** Whether it goes away with this look at its link. */
    boolean goesWithThisLook() {
        return cutOff && looksLeft-- <= 0;
    }
}
