package rexray.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * The last requests to the gateway, also for paths that it does not have: in the order in which they arrived, as
 * {@code METHOD path}, for tests that count them, and in the order in which they ended, with caller and outcome. Any
 * number of threads may use it.
 */
final class RequestLog {
    private static final int LONGEST = 10_000;
    private final Deque<String> requests = new ArrayDeque<>();
    private final Deque<Ended> ended = new ArrayDeque<>();
    private final LongAdder count = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder work = new LongAdder();
    private long lastNumber;

    /**
     * A request that is over.
     *
     * @param number counts those that are over, from 1
     * @param begun when it arrived, in ISO 8601
     * @param caller user and address
     * @param request {@code METHOD path}
     * @param outcome status, and for errors code and message; or that there was no answer
     */
    record Ended(long number, String begun, String caller, String request, String outcome, long millis) {}

    synchronized void add(String request) {
        count.increment();
        if (requests.size() == LONGEST) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }

    synchronized void ended(Instant begun, String caller, String request, String outcome, Duration time) {
        if (ended.size() == LONGEST) {
            ended.removeFirst();
        }
        lastNumber++;
        ended.addLast(new Ended(lastNumber, begun.toString(), caller, request, outcome, time.toMillis()));
        notifyAll();
    }

    /** The requests that ended after the one with that number; waits for one if there is none yet. */
    synchronized List<Ended> after(long number, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); lastNumber <= number && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return ended.stream().filter(one -> one.number > number).toList();
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
