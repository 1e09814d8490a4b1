package rexray.metrics;

import java.util.List;

import static rexray.metrics.Metric.Type.COUNTER;
import static rexray.metrics.Metric.Type.GAUGE;
import static rexray.metrics.Metric.Type.HISTOGRAM;

/** All that is measured: the one table behind the code, {@code docs/how-to/monitor.md} and its alerts. */
public enum Metric {
    INFO("rexray_info", GAUGE, "Always 1; the label has the version.", "version"),
    START("rexray_start_time_seconds", GAUGE, "Start time of the service, in seconds since 1970."),
    READY("rexray_ready", GAUGE,
            "1 if the array has everything that the configuration names and answered when it was asked last, else 0.",
            "service"),
    MOUNTS("rexray_mounts", GAUGE, "Volumes mounted on this host.", "service"),
    USES("rexray_mount_uses", GAUGE, "Uses of these mounts, by containers and others.", "service"),
    LOST(
            "rexray_lost_mounts",
            GAUGE,
            "Mounts whose volume another host has taken and whose file system still has users here.",
            "service"),
    UNUSED(
            "rexray_unused_mappings",
            GAUGE,
            "Volumes that rexray mapped to this host, that nobody uses, and that could not be released yet.",
            "service"),
    TAKEOVERS("rexray_takeovers_total", COUNTER, "Volumes taken over from another host.", "service"),
    OPERATIONS(
            "rexray_operation_seconds",
            HISTOGRAM,
            "Duration of requests by container engines; result is ok or the kind of error.",
            "service",
            "operation",
            "result"),
    GATEWAY_REQUESTS(
            "rexray_gateway_request_seconds",
            HISTOGRAM,
            "Duration of requests to the gateway; code is the HTTP status, or none if there was no answer.",
            "service",
            "code"),
    LOGINS(
            "rexray_gateway_logins_total",
            COUNTER,
            "Logins at the gateway: the first one, and each renewal.",
            "service"),
    CERTIFICATE(
            "rexray_gateway_certificate_expiry_seconds",
            GAUGE,
            "Expiry of the certificate that the gateway last presented, in seconds since 1970.",
            "service",
            "gateway"),
    POOL_FREE(
            "rexray_pool_free_bytes",
            GAUGE,
            "Capacity of a configured storage pool that is left for new volumes; updated every ten minutes.",
            "service",
            "pool"),
    HEAP("rexray_jvm_heap_used_bytes", GAUGE, "Heap memory in use, including garbage."),
    HEAP_LIMIT("rexray_jvm_heap_max_bytes", GAUGE, "Maximum heap memory."),
    RESIDENT("rexray_process_resident_memory_bytes", GAUGE, "Resident memory of the service."),
    THREADS("rexray_process_threads", GAUGE, "Threads of the service."),
    OPEN_FILES("rexray_process_open_fds", GAUGE, "Open file descriptors of the service.");

    private final String text;
    private final Type type;
    private final String help;
    /** With commas between them. */
    private final String labels;

    Metric(String text, Type type, String help, String... labels) {
        this.text = text;
        this.type = type;
        this.help = help;
        this.labels = String.join(",", labels);
    }

    enum Type {
        GAUGE,
        COUNTER,
        HISTOGRAM
    }

    /** What it means. */
    public String help() {
        return help;
    }

    /** The names of its labels; empty if it has none. */
    public List<String> labels() {
        return labels.isEmpty() ? List.of() : List.of(labels.split(",", -1));
    }

    Type type() {
        return type;
    }

    /** The name that Prometheus knows it by. */
    @Override
    public String toString() {
        return text;
    }
}
