package rexray.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.Reason;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;

/**
 * The file by which others find a server on this host. The server listens on a file in a closed directory beside it
 * first; {@link #publish} then moves that file to its place, so that it is never there without an answer, with other
 * permissions, or in the place of a daemon that lives.
 */
final class SocketFile implements ListeningSocket {
    private static final Logger log = LoggerFactory.getLogger(SocketFile.class);

    private final Path file;
    private @Nullable Path hidden;
    private @Nullable Object identity;

    SocketFile(Path file) {
        this.file = file;
    }

    /**
     * Has it listen in the closed directory for now.
     *
     * @throws InUse if another daemon answers on the socket
     * @throws HostFailure if something else is in the way
     */
    @Override
    public void giveTo(UnixDomainServerConnector connector) {
        connector.setUnixDomainPath(prepare());
    }

    private Path prepare() {
        requireFree();
        try {
            Path directory = Objects.requireNonNull(file.toAbsolutePath().getParent());
            Files.createDirectories(directory);
            Path closed = Files.createTempDirectory(directory, ".rexray-");
            hidden = closed.resolve("s");
            return hidden;
        } catch (IOException e) {
            throw new HostFailure("cannot create the directory of the socket " + file + ": " + Reason.of(e),
                    "run as root, and check that the directory above it is writable", e);
        }
    }

    /** Shows the socket, on which the server answers by now, to everybody. Only root may use it. */
    @Override
    public void publish() {
        Path listening = Objects.requireNonNull(hidden, "a connector has it first");
        try {
            Files.setPosixFilePermissions(listening, PosixFilePermissions.fromString("rw-------"));
            identity = identity(listening);
            Files.move(listening, file, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(Objects.requireNonNull(listening.getParent()));
        } catch (IOException e) {
            throw new HostFailure("cannot create the socket " + file + ": " + Reason.of(e),
                    "check that its directory is writable", e);
        }
    }

    /** Takes the socket away, unless a successor has put its own there. */
    @Override
    public void withdraw() {
        try {
            if (identity != null && Files.exists(file, LinkOption.NOFOLLOW_LINKS) && identity.equals(identity(file))) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new HostFailure("cannot remove the socket " + file + ": " + Reason.of(e), "remove it by hand", e);
        }
    }

    private void requireFree() {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (SocketChannel _ = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
            throw new InUse("another program answers on the socket " + file,
                    "stop it first, e.g. with `rexray service stop`");
        } catch (ConnectException e) {
            log.info("the socket {} of a daemon that was killed is replaced", file);
        } catch (IOException e) {
            throw new HostFailure("something else is in the place of the socket " + file + ": " + Reason.of(e),
                    "remove it", e);
        }
    }

    private static Object identity(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }
}
