package rexray.lab;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last requests to the gateway's API, in the order in which they arrived: {@code METHOD path}. For tests that count
 * them. Any number of threads may use it.
 */
final class RequestLog {
    private static final int LONGEST = 10_000;
    private final Deque<String> requests = new ArrayDeque<>();

    synchronized void add(String request) {
        if (requests.size() == LONGEST) {
            requests.removeFirst();
        }
        requests.addLast(request);
    }

    synchronized List<String> all() {
        return List.copyOf(requests);
    }
}
