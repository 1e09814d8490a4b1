package rexray.lab;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The faults that wait for their requests. Any number of threads may use it. */
final class Faults {
    private final List<Waiting> waiting = new ArrayList<>();

    /**
     * Lets the next requests of one kind go wrong.
     *
     * @param request part of {@code METHOD path}, e.g. {@code addMappedSdc}; empty for any request
     * @param times how many of them
     */
    synchronized void inject(String request, Fault fault, int times) {
        waiting.add(new Waiting(request, fault, times));
    }

    synchronized void clear() {
        waiting.clear();
    }

    /** The fault that this request meets, the one that was asked for first; it counts as having happened. */
    synchronized Optional<Fault> next(String request) {
        Iterator<Waiting> faults = waiting.iterator();
        while (faults.hasNext()) {
            Waiting one = faults.next();
            if (request.contains(one.request)) {
                one.times--;
                if (one.times <= 0) {
                    faults.remove();
                }
                return Optional.of(one.fault);
            }
        }
        return Optional.empty();
    }

    private static final class Waiting {
        private final String request;
        private final Fault fault;
        private int times;

        private Waiting(String request, Fault fault, int times) {
            this.request = request;
            this.fault = fault;
            this.times = times;
        }
    }
}
