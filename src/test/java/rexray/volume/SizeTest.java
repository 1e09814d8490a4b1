package rexray.volume;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.volume.VolumeException.RefusedInput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class SizeTest {
    @ParameterizedTest
    @CsvSource({"20, 20480", "20GB, 20480", "20GiB, 20480", "20g, 20480", "20 gb, 20480", "1TB, 1048576", "2T, 2097152",
            "512MB, 512", "512MiB, 512", "' 8 ', 8192"})
    void unitsArePowersOf1024(String text, long mebibytes) {
        assertEquals(mebibytes << 20, Size.parse("size", text).bytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0GB", "-1", "1.5", "1.5TB", "GB", "16KB", "16PB", "1e3", "1,000", "0x10",
            "1234567890123456789", "9999999TB",
            "16 GB x"})
    void whatIsNoSizeIsRefused(String text) {
        assertThrows(RefusedInput.class, () -> Size.parse("size", text));
    }
}
