package rexray.linux;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import rexray.volume.BlockDevice;
import rexray.volume.VolumeException.HostFailure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** That nothing counts as read, and so as zero, that was not. */
final class RawReadsIT {
    private static final int PAGE = 4096;
    private static final long SIZE = 64 * PAGE;

    @RegisterExtension
    private final ScratchDevices devices = new ScratchDevices();

    @Test
    void bytesAreThoseOfTheDevice() {
        BlockDevice device = plug();
        devices.write(device.path(), PAGE + 1, new byte[]{7});
        byte[] expected = new byte[PAGE];
        expected[1] = 7;
        assertArrayEquals(expected, RawReads.bytes(device, PAGE, PAGE, Tools.soon()));
    }

    @Test
    void readThatEndsEarlyIsAFailure() {
        BlockDevice device = plug();
        assertThrows(HostFailure.class, () -> RawReads.bytes(device, SIZE - PAGE / 2, PAGE, Tools.soon()));
        assertThrows(HostFailure.class, () -> RawReads.bytes(device, SIZE, PAGE, Tools.soon()));
    }

    @Test
    void oneByteInOnePlaceIsSeen() {
        BlockDevice device = plug();
        TreeSet<Long> places = new TreeSet<>(List.of(0L, 8L * PAGE, 63L * PAGE));
        assertTrue(RawReads.areZero(device, places, PAGE, Tools.soon()));
        devices.write(device.path(), SIZE - 1, new byte[]{1});
        assertFalse(RawReads.areZero(device, places, PAGE, Tools.soon()));
    }

    @Test
    void placeOutsideOfTheDeviceIsAFailure() {
        BlockDevice device = plug();
        for (long outside : List.of(SIZE, SIZE - PAGE / 2)) {
            TreeSet<Long> places = new TreeSet<>(List.of(0L, outside));
            assertThrows(HostFailure.class, () -> RawReads.areZero(device, places, PAGE, Tools.soon()));
        }
    }

    private BlockDevice plug() {
        return Devices.find(devices.plug(SIZE)).orElseThrow();
    }
}
