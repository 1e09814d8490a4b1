package rexray.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.linux.DeviceNumber;

/**
 * An emulated SDC: asks its cluster which volumes are mapped to it and gives its host a block device for each. One
 * thread does all of it. While the cluster is away the devices stay; when the SDC ends they stay too, as they do where a
 * kernel module serves them.
 */
final class Sdc implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sdc.class);

    /** How long the cluster holds a call; also how long a rescan may have to wait for its turn. */
    private static final Duration HOLD = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final Duration NEVER = Duration.ofDays(365);
    private static final String UNKNOWN_ID = "0".repeat(16);

    private final SdcOptions options;
    private final SdcDirectory directory;
    private final String guid;
    private final GatewayLink link;
    private final SdcDevices devices;
    private final Thread thread;
    private final CountDownLatch connected = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** When each device that is not there yet is due, by {@link System#nanoTime}. Only the thread touches it. */
    private final Map<AttachedDevice, Long> due = new HashMap<>();
    private final FrozenMounts frozen = new FrozenMounts();
    private long version = -1;
    private boolean away;

    private Sdc(SdcOptions options, SdcDirectory directory, String guid, GatewayLink link) {
        this.options = options;
        this.directory = directory;
        this.guid = guid;
        this.link = link;
        devices = new SdcDevices(options.devices());
        thread = Thread.ofPlatform().name("lab-sdc-" + options.ip()).unstarted(this::run);
    }

    /** Starts one, which connects as soon as its gateway answers. Fails beside a real SDC and beside another of ours. */
    static Sdc start(SdcOptions options) throws IOException {
        RealSdc.refuseBeside(RealSdc.DEVICE);
        GatewayLink link = GatewayLink.open(options.gateway(), options.caFile());
        SdcDirectory directory = SdcDirectory.open(options.directory());
        try {
            String guid = directory.guid(options.guid());
            directory.belongTo(UNKNOWN_ID, UNKNOWN_ID, UNKNOWN_ID, mdmIp(options));
            directory.rescanned(directory.rescans());
            DrvCfg.install(options.drvCfg(), options.directory(), options.devices());
            directory.load();
            Sdc sdc = new Sdc(options, directory, guid, link);
            sdc.thread.start();
            return sdc;
        } catch (IOException | RuntimeException e) {
            directory.close();
            link.close();
            throw e;
        }
    }

    String guid() {
        return guid;
    }

    /** Waits until the cluster answered for the first time, and says whether it did. */
    boolean awaitConnected(Duration atMost) throws InterruptedException {
        return connected.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Leaves the cluster. Mappings and devices stay. */
    @Override
    public void close() throws IOException {
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
            LOG.debug("The gateway at {} was not told that this SDC ends: {}", options.gateway(), e.getMessage());
        } finally {
            link.close();
            directory.close();
        }
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try {
                turn();
            } catch (SdcLostException lost) {
                away = true;
                beLost(lost);
                pause(RETRY);
            } catch (IOException e) {
                if (!away && stopping.getCount() > 0) {
                    LOG.warn("SDC {} keeps its devices and tries again: {}: {}", guid, options.gateway(),
                            e.getMessage());
                }
                away = true;
                pause(RETRY);
            }
        }
    }

    private void turn() throws IOException {
        Set<Path> rescans = directory.rescans();
        Map<String, DeviceNumber> present = devices.present();
        Set<String> nodes = new HashSet<>();
        present.values().forEach(number -> nodes.add(number.toString()));
        SdcOrders orders = rescans.isEmpty() ? link.sync(report(nodes, holdMillis())) : link.rescan(report(nodes, 0));
        frozen.thaw();
        if (away || version < 0) {
            LOG.info("SDC {} is connected as {} to system {} at {}", guid, orders.sdcId(), orders.systemId(),
                    options.gateway());
        }
        away = false;
        version = orders.version();
        directory.belongTo(orders.systemId(), orders.sdcId(), orders.installationId(), mdmIp(options));
        follow(orders, present, delay(orders, rescans.isEmpty() ? options.delay() : Duration.ZERO));
        directory.rescanned(rescans);
        connected.countDown();
    }

    private void beLost(SdcLostException lost) {
        try {
            if (lost.hangs()) {
                frozen.freeze(devices.present().values());
            } else {
                frozen.thaw();
            }
        } catch (IOException e) {
            LOG.warn("SDC {} cannot let its I/O hang or go on", guid, e);
        }
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

    /** Removes the devices that are no longer ours, and makes those whose time has come. */
    private void follow(SdcOrders orders, Map<String, DeviceNumber> present, Duration delay) throws IOException {
        Map<String, AttachedDevice> wanted = new HashMap<>();
        orders.devices().forEach(device -> wanted.put(device.volumeId(), device));
        for (Map.Entry<String, DeviceNumber> device : present.entrySet()) {
            AttachedDevice order = wanted.get(device.getKey());
            if (order != null && order.number().equals(device.getValue().toString())) {
                wanted.remove(device.getKey());
            } else {
                devices.hide(device.getKey());
                LOG.info("Volume {} is no longer mapped here: device removed", device.getKey());
            }
        }
        due.keySet().retainAll(new HashSet<>(wanted.values()));
        for (AttachedDevice device : wanted.values()) {
            long now = System.nanoTime();
            if (due.computeIfAbsent(device, _ -> now + delay.toNanos()) - now <= 0 || delay.isZero()) {
                due.remove(device);
                Path node = devices.show(orders.systemId(), device.volumeId(), DeviceNumber.parse(device.number()));
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

    private static String mdmIp(SdcOptions options) throws IOException {
        return InetAddress.getByName(options.gateway().getHost()).getHostAddress();
    }
}
