package rexray.linux;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import rexray.Await;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class LoopDeviceIT {
    private static final int BLOCK = 4096;
    private static final int WRITERS = 8;
    /** Of the device, for each writer: more than it can fill. */
    private static final long PART_IN_BLOCKS = 1 << 20;
    /** What {@code dd} says in the end. */
    private static final Pattern WRITTEN = Pattern.compile("(\\d+)\\+0 records out");
    @TempDir
    private Path directory;
    private Path file;
    private LoopDevice device;

    @BeforeEach
    void attach() throws IOException {
        file = directory.resolve("file");
        long size = WRITERS * PART_IN_BLOCKS * BLOCK;
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(size);
        }
        device = LoopDevice.attach(file, size);
    }

    @AfterEach
    void detach() throws IOException {
        device.detach();
    }

    /** Some writes wait while the kernel changes the device, and would reach no file any more. */
    @RepeatedTest(10)
    void whatWasAcknowledgedBeforeTheEndIsInTheFile() throws Exception {
        List<Process> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            writers.add(new ProcessBuilder("sh", "-c", "tr '\\0' x </dev/zero | LC_ALL=C dd iflag=fullblock bs=" + BLOCK
                    + " oflag=direct of=/dev/loop" + device.index() + " seek=" + writer * PART_IN_BLOCKS)
                    .redirectErrorStream(true).start());
        }
        long before = device.written().writes();
        assertTrue(Await.upTo(Duration.ofSeconds(20), () -> device.written().writes() > before + 50),
                "nothing is written");

        device.cutOff();

        for (int writer = 0; writer < WRITERS; writer++) {
            String said = new String(writers.get(writer).getInputStream().readAllBytes(), US_ASCII);
            Matcher written = WRITTEN.matcher(said);
            assertTrue(written.find(), said);
            assertFilled(writer * PART_IN_BLOCKS, Integer.parseInt(written.group(1)));
        }
    }

    private void assertFilled(long first, int count) throws IOException {
        byte[] expected = new byte[count * BLOCK];
        Arrays.fill(expected, (byte) 'x');
        ByteBuffer found = ByteBuffer.allocate(expected.length);
        try (FileChannel channel = FileChannel.open(file)) {
            channel.read(found, first * BLOCK);
        }
        assertArrayEquals(expected, found.array(), () -> count + " blocks were acknowledged, from block " + first);
    }
}
