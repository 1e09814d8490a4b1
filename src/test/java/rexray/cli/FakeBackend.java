package rexray.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import rexray.admin.Administration;
import rexray.config.ConfigFile;
import rexray.config.Configuration;
import rexray.config.ServiceConfig;
import rexray.doctor.Finding;
import rexray.volume.FakeHost;
import rexray.volume.Host;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.HostFailure;

/** A backend without volumes behind it: its socket takes connections, and its array is called as the user is. */
final class FakeBackend implements Backend {
    static final String FINGERPRINT = String.join(":", Collections.nCopies(32, "AB"));

    final FakeVolumes volumes = new FakeVolumes();
    final FakeHost host = new FakeHost();

    @Override
    public Serving serve(Configuration config, Readiness readiness) {
        String mood = config.service(Optional.empty()).scaleio().login().userName();
        if (mood.equals("broken")) {
            throw new HostFailure("the fake is broken", "mend it", null);
        }
        Path socket = config.sockets().getFirst();
        try {
            ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            Files.deleteIfExists(socket);
            channel.bind(UnixDomainSocketAddress.of(socket));
            if (mood.equals("unreachable")) {
                readiness.notReady("the gateway is away");
            } else {
                readiness.ready();
            }
            return new Serving() {
                @Override
                public List<Refusal> reconfigure(Configuration next) {
                    return next.service(Optional.empty()).scaleio().login().userName().equals("unreachable")
                            ? List.of(new Refusal(next.service(), Optional.empty(),
                                    new ArrayUnavailable("the gateway is away", "call it back", null)))
                            : List.of();
                }

                @Override
                public void close() {
                    end(channel, socket);
                }
            };
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
    public Administration open(Configuration config, Optional<String> service) {
        if (config.service(service).scaleio().login().userName().equals("unreachable")) {
            throw new ArrayUnavailable("the gateway is away", "call it back", null);
        }
        return volumes;
    }

    @Override
    public Host host() {
        return host;
    }

    @Override
    public String instance(ServiceConfig config) {
        return "0f4e6b1c-9a4d-4c5e-8a55-1c2d3e4f5a6b";
    }

    @Override
    public String client(ServiceConfig config) {
        return "$ drv_cfg --query_guid\n" + instance(config) + "\n";
    }

    @Override
    public List<GatewayCertificate> certificates(ServiceConfig config) {
        return List.of(new GatewayCertificate("gw:443", "CN=gw", "CN=ca", "2026 to 2027", FINGERPRINT));
    }

    @Override
    public List<Finding> diagnose(ConfigFile file, Optional<String> service) {
        return List.of();
    }
}
