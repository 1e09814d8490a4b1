package rexray.lab;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * The last requests to the gateway's API, in the order in which they arrived: {@code METHOD path}. For tests that count
 * them. Any number of threads may use it.
 */
final class RequestLog {
    private static final int LONGEST = 10_000;
    private final Deque<String> requests = new ArrayDeque<>();
    private final LongAdder count = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder work = new LongAdder();

    synchronized void add(String request) {
        count.increment();
        if (requests.size() == LONGEST) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }

    /** Notes the length of an answer's body. */
    void answered(int length) {
        bytes.add(length);
    }

    /** Notes for how long a request was worked on. */
    void worked(Duration time) {
        work.add(time.toNanos());
    }

    /** How long all requests together were worked on. */
    Duration work() {
        return Duration.ofNanos(work.sum());
    }

    /** How many there were, those too that are no longer in the log. */
    long count() {
        return count.sum();
    }

    /** The bodies of all answers together. */
    long bytes() {
        return bytes.sum();
    }

    synchronized List<String> all() {
        return List.copyOf(requests);
    }
}
