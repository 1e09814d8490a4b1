package rexray.log;

import java.io.IOException;
import java.net.DatagramPacket;
import java.nio.file.Path;
import org.newsclub.net.unix.AFUNIXDatagramSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

/** The datagram socket on which systemd's journal takes entries with fields. Many threads may use it. */
final class JournalSocket {
    static final Path STANDARD = Path.of("/run/systemd/journal/socket");
    private final Path path;

    JournalSocket(Path path) {
        this.path = path;
    }

    /** @return whether the journal has it; not if there is none, or if it is larger than the kernel lets through */
    boolean take(byte[] entry) {
        try (AFUNIXDatagramSocket socket = AFUNIXDatagramSocket.newInstance()) {
            socket.connect(AFUNIXSocketAddress.of(path));
            socket.send(new DatagramPacket(entry, entry.length));
            return true;
        } catch (IOException | LinkageError e) {
            return false; // the caller has another way, on which nothing is lost but the fields
        }
    }
}
