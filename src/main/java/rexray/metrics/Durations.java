package rexray.metrics;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often something took how long, apart for each combination of labels. Any number of threads may use it. Who observes
 * must see to it that there are few combinations: none is ever forgotten.
 */
public final class Durations {
    /** Upper bounds. From a gateway next door to Docker's own patience. */
    static final List<Duration> BOUNDS = List.of(Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1),
            Duration.ofSeconds(10), Duration.ofSeconds(60));
    private final Map<List<String>, Series> series = new ConcurrentHashMap<>();

    /** @param labels the values of the metric's labels, in its order */
    public void observe(Duration time, String... labels) {
        series.computeIfAbsent(List.of(labels), ignored -> new Series()).observe(time);
    }

    /** How much was observed so far. */
    public long count() {
        return series.values().stream().mapToLong(one -> one.upTo(BOUNDS.size())).sum();
    }

    /** The series there are, by their labels. */
    Map<List<String>, Series> series() {
        return series;
    }

    /** The durations of one combination of labels. */
    static final class Series {
        /** How many fell below each bound and not below the one before; the last is for the rest. */
        private final LongAdder[] buckets = new LongAdder[BOUNDS.size() + 1];
        private final LongAdder nanos = new LongAdder();

        private Series() {
            Arrays.setAll(buckets, ignored -> new LongAdder());
        }

        private void observe(Duration time) {
            int bucket = 0;
            while (bucket < BOUNDS.size() && time.compareTo(BOUNDS.get(bucket)) > 0) {
                bucket++;
            }
            buckets[bucket].increment();
            nanos.add(time.toNanos());
        }

        /** How many took no longer than that bound; all for the one past the last. */
        long upTo(int bucket) {
            return Arrays.stream(buckets, 0, bucket + 1).mapToLong(LongAdder::sum).sum();
        }

        double seconds() {
            return nanos.sum() / 1e9;
        }
    }
}
