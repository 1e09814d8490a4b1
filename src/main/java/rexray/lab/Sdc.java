package rexray.lab;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import rexray.volume.VolumeException.RefusedInput;

/**
 * An emulated SDC: what a host has of the clusters that it is connected to, one or several. A connection to each does
 * the work. When the SDC ends the devices stay, as they do where a kernel module serves them.
 */
final class Sdc implements AutoCloseable {
    private final SdcDirectory directory;
    private final String guid;
    private final List<SdcConnection> connections = new ArrayList<>();

    private Sdc(SdcDirectory directory, String guid) {
        this.directory = directory;
        this.guid = guid;
    }

    /** Starts one, which connects as soon as its gateways answer. Fails beside a real SDC and beside another of ours. */
    static Sdc start(SdcOptions options) throws IOException {
        RealSdc.refuseBeside(RealSdc.DEVICE);
        if (Set.copyOf(options.gateways()).size() < options.gateways().size()) {
            throw new RefusedInput("one gateway is given twice: " + options.gateways(), "give one of each cluster");
        }
        SdcDirectory directory = SdcDirectory.open(options.directory());
        try {
            Sdc sdc = new Sdc(directory, directory.guid(options.guid()));
            directory.belongToNoneYet(options.gateways());
            directory.rescanned(directory.rescans());
            DrvCfg.install(options.drvCfg(), options.directory(), options.devices());
            SdcDevices devices = new SdcDevices(options.devices());
            Rescans rescans = new Rescans(directory);
            for (URI gateway : options.gateways()) {
                sdc.connections.add(SdcConnection.open(gateway, options, sdc.guid, devices, directory, rescans));
            }
            directory.load();
            sdc.connections.forEach(SdcConnection::start);
            return sdc;
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    String guid() {
        return guid;
    }

    /** Waits until each cluster answered for the first time, and says whether they did. */
    boolean awaitConnected(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (SdcConnection connection : connections) {
            if (!connection.awaitConnected(Duration.ofNanos(end - System.nanoTime()))) {
                return false;
            }
        }
        return true;
    }

    /** Leaves the clusters. Mappings and devices stay. */
    @Override
    public void close() throws IOException {
        try {
            connections.forEach(SdcConnection::close);
        } finally {
            directory.close();
        }
    }
}
