package rexray.benchmark;

import java.util.ArrayList;
import java.util.List;
import rexray.benchmark.Gateway.Traffic;

/** How long one operation took, time after time, and what it asked of the gateway. For one thread. */
final class Samples {
    private final List<Double> milliseconds = new ArrayList<>();
    private final List<Traffic> traffic = new ArrayList<>();

    void add(double time, Traffic asked) {
        milliseconds.add(time);
        traffic.add(asked);
    }

    int count() {
        return milliseconds.size();
    }

    /** The time that this share of the operations did not exceed; 0 is the shortest, 0.5 the median. */
    double quantile(double share) {
        List<Double> sorted = milliseconds.stream().sorted().toList();
        return sorted.get((int) Math.ceil(share * (sorted.size() - 1)));
    }

    /** The median number of requests; a look that the daemon takes by itself may fall into the time of an operation. */
    long requests() {
        return traffic.stream().mapToLong(Traffic::requests).sorted().toArray()[(traffic.size() - 1) / 2];
    }

    /** The median time that the gateway took of the time. */
    double gateway() {
        return traffic.stream().mapToDouble(Traffic::workInMillis).sorted().toArray()[(traffic.size() - 1) / 2];
    }

    /** The median number of bytes in the answers. */
    long bytes() {
        return traffic.stream().mapToLong(Traffic::bytes).sorted().toArray()[(traffic.size() - 1) / 2];
    }
}
