package rexray.lab;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

final class SdcDevicesTest {
    @Test
    void lettersGoOnAfterZ() {
        List<String> letters = new ArrayList<>();
        for (int index : new int[]{0, 1, 25, 26, 27, 51, 52, 701, 702}) {
            letters.add(SdcDevices.letters(index));
        }

        assertEquals(List.of("a", "b", "z", "aa", "ab", "az", "ba", "zz", "aaa"), letters);
    }
}
