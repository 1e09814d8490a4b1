package rexray.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.lab.Rejection.ByMdm;
import rexray.linux.DeviceNumber;

/** Where the emulated SDCs talk to the cluster, by calls that are held until there is something new. */
final class SdcEndpoint implements Routes, AutoCloseable {
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Logger LOG = LoggerFactory.getLogger(SdcEndpoint.class);

    private final ObjectMapper json = new ObjectMapper();
    private final Attendance attendance = new Attendance(PATIENCE);
    private final LoopData data;
    private final Faults faults;

    SdcEndpoint(LoopData data, Faults faults) {
        this.data = data;
        this.faults = faults;
    }

    @Override
    public void addTo(RoutesConfig routes, Cluster cluster) {
        data.adopt();
        routes.post(SdcReport.PATH, context -> sync(context, cluster, sdcId -> {}));
        routes.post(SdcReport.RESCAN_PATH, context -> sync(context, cluster, data::rescan));
        routes.post(SdcReport.LEAVE_PATH, context -> attendance.leave(cluster, report(context).guid()));
    }

    @Override
    public void close() {
        attendance.close();
    }

    /** @param beforeServing is done with the id of an SDC that the array has not lost */
    private void sync(Context context, Cluster cluster, Consumer<String> beforeServing)
            throws IOException, InterruptedException {
        SdcReport report = report(context);
        Optional<StoredSdc> known = cluster.state().sdcByGuid(report.guid());
        List<FaultOrder> wrong = known.map(faults::of).orElse(List.of());
        known.ifPresent(sdc -> data.let(sdc.id(), Faults.contain(wrong, FaultKind.SDC_FAILING)
                ? LoopData.Access.FAILS
                : LoopData.Access.WORKS));
        if (wrong.stream().anyMatch(order -> FaultKind.of(order.kind()).disconnects())) {
            attendance.leave(cluster, report.guid());
            boolean hangs = Faults.contain(wrong, FaultKind.SDC_HANGING);
            context.status(503).header(SdcReport.SYSTEM, cluster.systemId())
                    .header(SdcReport.HANGING, hangs ? "true" : "false");
            return;
        }
        String sdcId;
        try {
            sdcId = attendance.arrive(cluster, report);
        } catch (ByMdm refused) {
            LOG.warn("SDC {} from {} is refused ({}): the system has as many SDCs as it can; remove one first",
                    report.guid(), report.ip(), refused.error());
            context.status(500).result(cluster.profile().reply(refused.error()).text());
            return;
        }
        try {
            Set<DeviceNumber> nodes = report.nodes().stream().map(DeviceNumber::parse).collect(Collectors.toSet());
            data.freeLost(sdcId, report.incarnation(), nodes);
            Duration wait = Duration.ofMillis(report.waitMillis());
            boolean changed = cluster.awaitChange(report.seenVersion(),
                    wait.compareTo(LONGEST_HOLD) < 0 ? wait : LONGEST_HOLD);
            // Read before the devices: a change in between is a newer version to the next call.
            long version = changed ? cluster.version() : report.seenVersion();
            beforeServing.accept(sdcId);
            List<AttachedDevice> devices = data.serve(sdcId, report.incarnation());
            // Not those of before, which may have been ordered or cleared while the call was held.
            long delay = delay(cluster.state().sdcByGuid(report.guid()).map(faults::of).orElse(List.of()));
            // The cluster has no id of its installation; that of the system is as good.
            var orders = new SdcOrders(cluster.systemId(), sdcId, cluster.systemId(), version, delay, devices);
            context.contentType("application/json").result(json.writeValueAsBytes(orders));
        } finally {
            attendance.depart(cluster, report.guid());
        }
    }

    private static long delay(List<FaultOrder> wrong) {
        if (Faults.contain(wrong, FaultKind.DEVICE_NEVER)) {
            return SdcOrders.NEVER;
        }
        return wrong.stream().filter(order -> order.kind().equals(FaultKind.DEVICE_LATE.wireName()))
                .mapToLong(order -> FaultKind.time(order.value()).toMillis()).max().orElse(SdcOrders.AS_USUAL);
    }

    private SdcReport report(Context context) throws IOException {
        return json.readValue(context.bodyAsBytes(), SdcReport.class);
    }
}
