package rexray.lab;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.RefusedInput;

/** {@code rexray lab sdc}: the emulated SDC of this host, in the foreground until SIGTERM. */
@Command(name = "sdc", footer = "rexray lab sdc --gateway https://127.0.0.1:8443 --ca /srv/lab/ca.pem", description = "Runs the emulated SDC of this host in the foreground. There can be one per host.")
public final class SdcCommand implements Callable<Integer> {
    private static final int HTTPS = 443;

    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--gateway", required = true, paramLabel = "URL", description = "The lab's gateway. Again for each further cluster that the SDC shall be connected to")
    private List<URI> gateways = List.of();

    @Option(names = "--ca", paramLabel = "FILE", description = "Certificates (PEM) to trust for the gateways.")
    private @Nullable Path caFile;

    @Option(names = "--guid", paramLabel = "GUID", description = "Identity of the SDC. Default: a random one,"
            + " which is kept")
    private @Nullable String guid;

    @Option(names = "--ip", paramLabel = "ADDRESS", description = "Address of this host. Default: the one from"
            + " which it reaches the first gateway")
    private @Nullable String ip;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the SDC at the array, up to 31"
            + " characters; a real SDC has none until an administrator sets it. Default: this host's name")
    private @Nullable String name;

    @Option(names = "--dir", paramLabel = "DIR", description = "State. Default: ${DEFAULT-VALUE}")
    private Path directory = SdcOptions.DIRECTORY;

    @Option(names = "--dev", paramLabel = "DIR", description = "Where devices appear. Default: ${DEFAULT-VALUE}")
    private Path devices = SdcOptions.DEVICES;

    @Option(names = "--drv-cfg", paramLabel = "FILE", description = "Where the command drv_cfg is installed."
            + " Default: ${DEFAULT-VALUE}")
    private Path drvCfg = SdcOptions.DRV_CFG;

    @Option(names = "--delay", paramLabel = "TIME", defaultValue = "50ms", converter = DelayConverter.class, description = "Time from a mapping to its device, e.g. 50ms or 3s. Default: ${DEFAULT-VALUE}")
    private Duration delay = Duration.ZERO;

    /** Runs until the process is told to end. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        gateways.forEach(SdcCommand::requireAddress);
        SdcOptions options = new SdcOptions(gateways, Optional.ofNullable(caFile), Optional.ofNullable(guid),
                ip == null ? addressTowards(gateways.getFirst()) : ip, sdcName(), HostIncarnation.current(), directory,
                devices,
                drvCfg,
                delay);
        PrintWriter out = out();
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            ended.countDown();
            // The process lives until the SDC is closed.
            await(closed);
        }));
        try (Sdc sdc = Sdc.start(options)) {
            out.println("Emulated ScaleIO SDC " + sdc.guid() + " (" + options.ip() + "), gateway "
                    + gateways.stream().map(URI::toString).collect(Collectors.joining(", ")));
            out.flush();
            while (ended.getCount() > 0 && !sdc.awaitConnected(Duration.ofMillis(200))) {
                // The SDC itself says in the log why it has to wait.
            }
            if (ended.getCount() > 0) {
                out.println("ready: drv_cfg is " + drvCfg);
                out.flush();
            }
            ended.await();
        } finally {
            closed.countDown();
        }
        return 0;
    }

    /** The name that was given; else that of this host, unless no SDC can have it. */
    private Optional<String> sdcName() throws IOException {
        if (name == null) {
            String host = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            return Optional.of(host.replaceFirst("\\..*", "")).filter(ObjectNames::isAllowed);
        }
        if (!ObjectNames.isAllowed(name)) {
            throw new RefusedInput("'" + name + "' is not a name for an SDC",
                    "give --name 1 to 31 letters, digits or punctuation characters, without spaces");
        }
        return Optional.of(name);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private PrintWriter out() {
        if (command == null) {
            throw new IllegalStateException("not run as a command");
        }
        return command.commandLine().getOut();
    }

    private static void requireAddress(URI gateway) {
        if (gateway.getHost() == null || !Set.of("http", "https").contains(gateway.getScheme())) {
            throw new RefusedInput("'" + gateway + "' is not the address of a gateway",
                    "write it as the gateway prints it, for example https://127.0.0.1:8443");
        }
    }

    /** Sends nothing: connecting a datagram socket only asks the routing table. */
    private static String addressTowards(URI gateway) {
        try (DatagramSocket socket = new DatagramSocket()) {
            int port = gateway.getPort() < 0 ? HTTPS : gateway.getPort();
            socket.connect(new InetSocketAddress(InetAddress.getByName(gateway.getHost()), port));
            return socket.getLocalAddress().getHostAddress();
        } catch (UnknownHostException | SocketException e) {
            throw new HostFailure("this host has no route to the gateway " + gateway + ": " + e.getMessage(),
                    "check the URL and this host's network, or give its address with --ip", e);
        }
    }
}
