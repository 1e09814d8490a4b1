package rexray.lab;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.linux.DeviceNumber;
import rexray.volume.VolumeId;

/**
 * The connection of an emulated SDC to one cluster: asks it which volumes are mapped here, and gives the host a block
 * device for each. One thread does all of it. While the cluster is away the devices stay.
 */
final class SdcConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SdcConnection.class);

    /** How long the cluster holds a call; also how long a rescan may have to wait for its turn. */
    private static final Duration HOLD = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration NEVER = Duration.ofDays(365);

    private final URI gateway;
    private final SdcOptions options;
    private final String guid;
    private final GatewayLink link;
    private final SdcDevices devices;
    private final SdcDirectory directory;
    private final Rescans rescans;
    private final Thread thread;
    private final CountDownLatch connected = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** When each device that is not there yet is due, by {@link System#nanoTime}. Only the thread touches it. */
    private final Map<AttachedDevice, Long> due = new HashMap<>();
    private final FrozenMounts frozen = new FrozenMounts();
    private long version = -1;
    private boolean away;

    private SdcConnection(URI gateway, SdcOptions options, String guid, GatewayLink link, SdcDevices devices,
            SdcDirectory directory, Rescans rescans) {
        this.gateway = gateway;
        this.options = options;
        this.guid = guid;
        this.link = link;
        this.devices = devices;
        this.directory = directory;
        this.rescans = rescans;
        thread = Thread.ofPlatform().name("lab-sdc-" + options.ip() + "-" + gateway.getAuthority())
                .unstarted(this::run);
    }

    /** Opens one to the cluster behind a gateway, which connects as soon as that answers, once it is started. */
    static SdcConnection open(URI gateway, SdcOptions options, String guid, SdcDevices devices, SdcDirectory directory,
            Rescans rescans) {
        return new SdcConnection(gateway, options, guid, GatewayLink.open(gateway, options.caFile()), devices,
                directory, rescans);
    }

    void start() {
        thread.start();
    }

    /** Waits until the cluster answered for the first time, and says whether it did. */
    boolean awaitConnected(Duration atMost) throws InterruptedException {
        return connected.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Leaves the cluster. Mappings and devices stay. */
    @Override
    public void close() {
        stopping.countDown();
        link.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        try {
            frozen.thaw();
            link.leave(report(Set.of(), 0));
        } catch (IOException e) {
            LOG.debug("The gateway at {} was not told that this SDC ends: {}", gateway, e.getMessage());
        } finally {
            link.close();
        }
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try {
                turn();
            } catch (SdcLostException lost) {
                beAway();
                beLost(lost);
                pause(RETRY);
            } catch (IOException e) {
                if (!away && stopping.getCount() > 0) {
                    LOG.warn("SDC {} keeps its devices and tries again: {}: {}", guid, gateway, e.getMessage());
                }
                beAway();
                pause(RETRY);
            }
        }
    }

    private void turn() throws IOException {
        Set<Path> asked = rescans.askedOf(gateway);
        Map<VolumeId, DeviceNumber> present = devices.present();
        Set<String> nodes = new HashSet<>();
        present.values().forEach(number -> nodes.add(number.toString()));
        SdcOrders orders = asked.isEmpty() ? link.sync(report(nodes, holdMillis())) : link.rescan(report(nodes, 0));
        frozen.thaw();
        if (away || version < 0) {
            LOG.info("SDC {} is connected as {} to system {} at {}", guid, orders.sdcId(), orders.systemId(), gateway);
        }
        away = false;
        version = orders.version();
        directory.belongTo(gateway, orders.systemId(), orders.sdcId(), orders.installationId());
        present.keySet().removeIf(volume -> !volume.system().equals(orders.systemId()));
        follow(orders, present, delay(orders, asked.isEmpty() ? options.delay() : Duration.ZERO));
        rescans.done(gateway, asked);
        connected.countDown();
    }

    private void beAway() {
        away = true;
        rescans.leave(gateway);
    }

    private void beLost(SdcLostException lost) {
        try {
            if (lost.hangs()) {
                frozen.freeze(devicesOf(lost.systemId()));
            } else {
                frozen.thaw();
            }
        } catch (IOException e) {
            LOG.warn("SDC {} cannot let its I/O hang or go on", guid, e);
        }
    }

    private Collection<DeviceNumber> devicesOf(String systemId) throws IOException {
        return devices.present().entrySet().stream().filter(device -> device.getKey().system().equals(systemId))
                .map(Map.Entry::getValue).collect(Collectors.toSet());
    }

    private SdcReport report(Set<String> nodes, long waitMillis) {
        return new SdcReport(guid, options.ip(), options.name().orElse(""), options.incarnation(), nodes, version,
                waitMillis);
    }

    /** @param usual without a fault; a rescan shows at once what there is */
    private static Duration delay(SdcOrders orders, Duration usual) {
        if (orders.delayMillis() != SdcOrders.AS_USUAL) {
            return orders.delayMillis() == SdcOrders.NEVER ? NEVER : Duration.ofMillis(orders.delayMillis());
        }
        return usual;
    }

    /** Removes the cluster's devices that are no longer ours, and makes those whose time has come. */
    private void follow(SdcOrders orders, Map<VolumeId, DeviceNumber> present, Duration delay) throws IOException {
        Map<VolumeId, AttachedDevice> wanted = new HashMap<>();
        orders.devices().forEach(device -> wanted.put(new VolumeId(orders.systemId(), device.volumeId()), device));
        for (Map.Entry<VolumeId, DeviceNumber> device : present.entrySet()) {
            AttachedDevice order = wanted.get(device.getKey());
            if (order != null && order.number().equals(device.getValue().toString())) {
                wanted.remove(device.getKey());
            } else {
                devices.hide(device.getKey());
                LOG.info("Volume {} is no longer mapped here: device removed", device.getKey().volume());
            }
        }
        due.keySet().retainAll(new HashSet<>(wanted.values()));
        for (Map.Entry<VolumeId, AttachedDevice> order : wanted.entrySet()) {
            AttachedDevice device = order.getValue();
            long now = System.nanoTime();
            if (due.computeIfAbsent(device, _ -> now + delay.toNanos()) - now <= 0 || delay.isZero()) {
                due.remove(device);
                Path node = devices.show(order.getKey(), DeviceNumber.parse(device.number()));
                LOG.info("Volume {} is mapped here: {}", device.volumeId(), node);
            }
        }
    }

    private long holdMillis() {
        long now = System.nanoTime();
        long next = due.values().stream().mapToLong(time -> time - now).min().orElse(Long.MAX_VALUE);
        // Rounded up: a call that ends a moment too early would spin.
        return Math.clamp(TimeUnit.NANOSECONDS.toMillis(next) + 1, 0, HOLD.toMillis());
    }

    private void pause(Duration duration) {
        try {
            boolean stopped = stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS);
            LOG.trace("Stopping: {}", stopped);
        } catch (InterruptedException _) {
            stopping.countDown();
        }
    }
}
