package rexray.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import rexray.config.ServiceConfig;
import rexray.volume.Size;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.HostFailure;

/** A backend without volumes behind it: its socket takes connections, and its array is called as the user is. */
final class FakeBackend implements Backend {
    @Override
    public Serving serve(ServiceConfig config, Readiness readiness) {
        String mood = config.scaleio().login().userName();
        if (mood.equals("broken")) {
            throw new HostFailure("the fake is broken", "mend it", null);
        }
        Path socket = config.socket();
        try {
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            Files.deleteIfExists(socket);
            channel.bind(UnixDomainSocketAddress.of(socket));
            if (mood.equals("unreachable")) {
                readiness.notReady("the gateway is away");
            } else {
                readiness.ready();
            }
            return () -> end(channel, socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(ServerSocketChannel channel, Path socket) {
        try (channel) {
            Files.delete(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<VolumeListing> volumes(ServiceConfig config) {
        if (config.scaleio().login().userName().equals("unreachable")) {
            throw new ArrayUnavailable("the gateway is away", "call it back", null);
        }
        return List.of(new VolumeListing("91c4e6a000000002", "web", VolumeListing.State.UNAVAILABLE, Size.ofGb(8)),
                new VolumeListing("91c4e6a000000001", "scaleio_redis_vol", VolumeListing.State.ATTACHED, Size.ofGb(16)),
                new VolumeListing("91c4e6a000000003", "free", VolumeListing.State.AVAILABLE, Size.ofGb(1024)));
    }
}
