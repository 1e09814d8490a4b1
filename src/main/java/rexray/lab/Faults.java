package rexray.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.lab.FaultKind.Aim;

/** The faults that wait for their requests, or last until they are cleared. Any number of threads may use it. */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private final List<Waiting> waiting = new ArrayList<>();

    /**
     * Lets the next requests of one kind go wrong.
     *
     * @param request part of {@code METHOD path}, e.g. {@code addMappedSdc}; empty for any request
     * @param times how many of them
     */
    synchronized void inject(String request, Fault fault, int times) {
        waiting.add(new Waiting(Optional.empty(), List.of(new Aim(request, fault)), times));
    }

    synchronized void set(FaultOrder order) {
        LOG.info("fault {} requested", order);
        waiting.add(new Waiting(Optional.of(order), FaultKind.of(order.kind()).aims(order.value(), order.request()),
                order.times()));
    }

    /** What lasts or still waits, the first one asked for first, with the number of times that are left. */
    synchronized List<FaultOrder> all() {
        return waiting.stream().flatMap(one -> one.order.map(order -> new FaultOrder(order.kind(), order.value(),
                order.request(), order.sdc(), one.left)).stream()).toList();
    }

    synchronized void clear() {
        waiting.clear();
    }

    synchronized void clear(FaultKind kind) {
        waiting.removeIf(one -> one.order.filter(order -> order.kind().equals(kind.wireName())).isPresent());
    }

    /** The fault that this request meets, the one that was asked for first; it counts as having happened. */
    synchronized Optional<Fault> next(String request) {
        Optional<Waiting> met = waiting.stream().filter(one -> one.aim(request).isPresent()).findFirst();
        if (met.isEmpty()) {
            return Optional.empty();
        }
        Waiting one = met.get();
        if (one.left == 1) {
            waiting.remove(one);
        } else if (one.left > 1) {
            one.left--;
        }
        return one.aim(request).map(Aim::fault);
    }

    /** What is wrong with an SDC. */
    synchronized List<FaultOrder> of(StoredSdc sdc) {
        return waiting.stream().flatMap(one -> one.order.stream())
                .filter(order -> FaultKind.of(order.kind()).isOfSdc() && order.strikes(sdc)).toList();
    }

    /** Whether one of the faults is of that kind. */
    static boolean contain(List<FaultOrder> orders, FaultKind... kinds) {
        return Stream.of(kinds).anyMatch(kind -> orders.stream().anyMatch(one -> one.kind().equals(kind.wireName())));
    }

    private static final class Waiting {
        private final Optional<FaultOrder> order;
        private final List<Aim> aims;
        private int left;

        private Waiting(Optional<FaultOrder> order, List<Aim> aims, int left) {
            this.order = order;
            this.aims = aims;
            this.left = left;
        }

        private Optional<Aim> aim(String line) {
            return aims.stream().filter(each -> line.contains(each.request())).findFirst();
        }
    }
}
