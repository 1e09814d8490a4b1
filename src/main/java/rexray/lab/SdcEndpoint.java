package rexray.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import rexray.linux.DeviceNumber;

/** Where the emulated SDCs talk to the cluster, by calls that are held until there is something new. */
final class SdcEndpoint implements Routes, AutoCloseable {
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ObjectMapper json = new ObjectMapper();
    private final Attendance attendance = new Attendance(PATIENCE);
    private final LoopData data;

    SdcEndpoint(LoopData data) {
        this.data = data;
    }

    @Override
    public void addTo(RoutesConfig routes, Cluster cluster) {
        data.adopt();
        routes.post(SdcReport.PATH, context -> sync(context, cluster));
        routes.post(SdcReport.LEAVE_PATH, context -> attendance.leave(cluster, report(context).guid()));
    }

    @Override
    public void close() {
        attendance.close();
    }

    private void sync(Context context, Cluster cluster) throws IOException, InterruptedException {
        SdcReport report = report(context);
        String sdcId = attendance.arrive(cluster, report);
        try {
            Set<DeviceNumber> nodes = report.nodes().stream().map(DeviceNumber::parse).collect(Collectors.toSet());
            data.freeLost(sdcId, report.incarnation(), nodes);
            Duration wait = Duration.ofMillis(report.waitMillis());
            boolean changed = cluster.awaitChange(report.seenVersion(),
                    wait.compareTo(LONGEST_HOLD) < 0 ? wait : LONGEST_HOLD);
            // Read before the devices: a change in between is a newer version to the next call.
            long version = changed ? cluster.version() : report.seenVersion();
            List<AttachedDevice> devices = data.serve(sdcId, report.incarnation());
            // The cluster has no id of its installation; that of the system is as good.
            var orders = new SdcOrders(cluster.systemId(), sdcId, cluster.systemId(), version, devices);
            context.contentType("application/json").result(json.writeValueAsBytes(orders));
        } finally {
            attendance.depart(cluster, report.guid());
        }
    }

    private SdcReport report(Context context) throws IOException {
        return json.readValue(context.bodyAsBytes(), SdcReport.class);
    }
}
