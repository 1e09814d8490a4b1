package rexray.log;

import java.io.IOException;
import java.net.DatagramPacket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class JournalSocketTest {
    @TempDir
    private Path directory;

    @Test
    void journalGetsTheEntryInOneMessage() throws IOException {
        Path path = directory.resolve("socket");
        try (AFUNIXDatagramSocket journal = AFUNIXDatagramSocket.newInstance()) {
            journal.bind(AFUNIXSocketAddress.of(path));

            assertTrue(new JournalSocket(path).take("MESSAGE=away\n".getBytes(UTF_8)));

            DatagramPacket message = new DatagramPacket(new byte[100], 100);
            journal.receive(message);
            assertEquals("MESSAGE=away\n", new String(message.getData(), 0, message.getLength(), UTF_8));
        }
    }

    @Test
    void whatNobodyTakesIsToldSo() {
        assertFalse(new JournalSocket(directory.resolve("none")).take(new byte[1]));
    }

    @Test
    void whatIsTooLargeForTheKernelIsToldSo() throws IOException {
        Path path = directory.resolve("socket");
        try (AFUNIXDatagramSocket journal = AFUNIXDatagramSocket.newInstance()) {
            journal.bind(AFUNIXSocketAddress.of(path));

            assertFalse(new JournalSocket(path).take(new byte[10_000_000]));
        }
    }
}
