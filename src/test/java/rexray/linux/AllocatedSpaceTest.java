package rexray.linux;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AllocatedSpaceTest {
    private static final int MIB = 1 << 20;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @Test
    void sparseFileTakesWhatIsWritten() throws IOException {
        Path file = directory.resolve("sparse");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 33);
            assertTrue(AllocatedSpace.inBytes(file) < MIB);

            sparse.seek(1L << 32);
            sparse.write(new byte[2 * MIB]);
            sparse.getFD().sync();

            long allocated = AllocatedSpace.inBytes(file);
            assertTrue(allocated >= 2 * MIB && allocated < 4 * MIB, () -> allocated + " bytes");
        }
    }

    @Test
    void whatIsNotThereTakesNothing() throws IOException {
        assertEquals(0, AllocatedSpace.inBytes(directory.resolve("gone")));
    }
}
