package rexray.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.lab.DataServers.Written;
import rexray.linux.LoopDevice;

/**
 * Measures what is written to volumes over the last few seconds, as an array does: the kernel's counters of every
 * attached device are read once a second. Any number of threads may use it.
 */
final class WriteMeter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WriteMeter.class);
    private static final int WINDOW_IN_SECONDS = 5;

    private final Supplier<Collection<Metered>> attached;
    private final CountDownLatch stopping = new CountDownLatch(1);
    /** The latest last. */
    private final Deque<Map<Metered, LoopDevice.Written>> samples = new ArrayDeque<>();

    /** One attached device. A device that serves another attachment later is another one. */
    record Metered(String volumeId, LoopDevice device) {}

    /** @param attached all devices there are; asked for from {@link #start} on */
    WriteMeter(Supplier<Collection<Metered>> attached) {
        this.attached = attached;
    }

    void start() {
        Thread.ofPlatform().daemon().name("lab-write-meter").start(this::run);
    }

    Written written(String volumeId) {
        Map<Metered, LoopDevice.Written> now = read();
        long writes = 0;
        long kb = 0;
        synchronized (this) {
            for (Map.Entry<Metered, LoopDevice.Written> entry : now.entrySet()) {
                if (entry.getKey().volumeId().equals(volumeId)) {
                    LoopDevice.Written before = firstOf(entry.getKey(), entry.getValue());
                    writes += entry.getValue().writes() - before.writes();
                    kb += entry.getValue().kb() - before.kb();
                }
            }
        }
        return new Written(WINDOW_IN_SECONDS, writes, kb);
    }

    @Override
    public void close() {
        stopping.countDown();
    }

    private void run() {
        try {
            do {
                sample();
            } while (!stopping.await(1, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            LOG.debug("The meter was interrupted");
        }
    }

    private void sample() {
        try {
            Map<Metered, LoopDevice.Written> now = read();
            synchronized (this) {
                samples.addLast(now);
                if (samples.size() > WINDOW_IN_SECONDS) {
                    samples.removeFirst();
                }
            }
        } catch (UncheckedIOException e) {
            LOG.debug("Nothing measured this time: {}", e.getMessage());
        }
    }

    private Map<Metered, LoopDevice.Written> read() {
        Map<Metered, LoopDevice.Written> read = new HashMap<>();
        for (Metered metered : attached.get()) {
            try {
                read.put(metered, metered.device().written());
            } catch (IOException e) {
                LOG.debug("{} is gone: {}", metered.device().number(), e.getMessage());
            }
        }
        return read;
    }

    /** The counters go on from device to device that the kernel makes of one index, so only differences count. */
    private LoopDevice.Written firstOf(Metered metered, LoopDevice.Written otherwise) {
        for (Map<Metered, LoopDevice.Written> sample : samples) {
            LoopDevice.Written written = sample.get(metered);
            if (written != null) {
                return written;
            }
        }
        return otherwise;
    }
}
