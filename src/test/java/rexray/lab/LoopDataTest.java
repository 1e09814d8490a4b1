package rexray.lab;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What can be seen of the data servers without devices. */
class LoopDataTest {
    private static final String VOLUME = "91c4e6a000000002";

    @Test
    void volumeUsesWhatIsWrittenUntilItIsDiscarded(@TempDir Path directory) throws Exception {
        try (LoopData data = LoopData.open(directory)) {
            data.allocate(VOLUME, 8 << 20);
            long empty = data.usedInKb(VOLUME);

            try (FileChannel file = FileChannel.open(directory.resolve("volumes").resolve(VOLUME), WRITE)) {
                file.write(ByteBuffer.allocate(4 << 20), 1 << 30);
                file.force(true);
            }

            long used = data.usedInKb(VOLUME) - empty;
            assertTrue(used >= 4096 && used < 8192, () -> used + " KB");
            data.discard(VOLUME);
            assertEquals(0, data.usedInKb(VOLUME));
        }
    }
}
