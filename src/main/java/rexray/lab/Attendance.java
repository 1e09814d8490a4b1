package rexray.lab;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Which SDCs are connected: those that call, and for some patience more those that called. For any thread. */
final class Attendance implements AutoCloseable {
    private final Duration patience;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("lab-sdc-attendance").factory());
    /** By GUID. */
    private final Map<String, Guest> guests = new HashMap<>();

    Attendance(Duration patience) {
        this.patience = patience;
    }

    /** An SDC calls. Returns its id. */
    synchronized String arrive(Cluster cluster, SdcReport report) {
        String key = key(report.guid());
        Guest guest = guests.get(key);
        if (guest == null || !guest.ip.equals(report.ip())) {
            guest = new Guest(cluster.registerSdc(report.guid(), report.ip()), report.ip());
            guests.put(key, guest);
            new SdcRules(cluster).suggest(guest.sdcId, report.name());
        }
        guest.stay();
        return guest.sdcId;
    }

    /** Its call ended. */
    synchronized void depart(Cluster cluster, String guid) {
        Guest guest = guests.get(key(guid));
        if (guest != null) {
            guest.stay();
            guest.farewell = timer.schedule(() -> leave(cluster, guid, guest), patience.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    /** It said that it ends. */
    synchronized void leave(Cluster cluster, String guid) {
        Guest guest = guests.remove(key(guid));
        if (guest != null) {
            guest.stay();
            cluster.disconnectSdc(guest.sdcId);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private synchronized void leave(Cluster cluster, String guid, Guest expected) {
        // It may have called again while this waited for the lock.
        if (expected.farewell != null && guests.remove(key(guid), expected)) {
            cluster.disconnectSdc(expected.sdcId);
        }
    }

    private static String key(String guid) {
        return guid.toUpperCase(Locale.ROOT);
    }

    private static final class Guest {
        private final String sdcId;
        private final String ip;
        private @Nullable Future<?> farewell;

        Guest(String sdcId, String ip) {
            this.sdcId = sdcId;
            this.ip = ip;
        }

        void stay() {
            if (farewell != null) {
                farewell.cancel(false);
                farewell = null;
            }
        }
    }
}
