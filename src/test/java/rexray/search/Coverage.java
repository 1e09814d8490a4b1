package rexray.search;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import rexray.search.Step.Asked;

/** Which troubles have met which requests. Any number of threads may use it. */
final class Coverage {
    private final Map<Met, LongAdder> met = new ConcurrentHashMap<>();

    private record Met(Trouble trouble, Request request) {}

    void add(Asked asked, boolean happened) {
        if (happened) {
            asked.trouble().ifPresent(trouble -> met
                    .computeIfAbsent(new Met(trouble, asked.request()), absent -> new LongAdder()).increment());
        }
    }

    /** Pairs that can meet and have not. */
    Set<String> gaps() {
        Set<String> gaps = new TreeSet<>();
        for (Trouble trouble : Trouble.values()) {
            for (Request request : Request.values()) {
                if (trouble.canMeet(request) && !met.containsKey(new Met(trouble, request))) {
                    gaps.add(trouble + " during " + request);
                }
            }
        }
        return gaps;
    }

    /** How often each pair met. */
    String table() {
        StringBuilder table = new StringBuilder();
        for (Trouble trouble : Trouble.values()) {
            table.append(String.format("%-18s", trouble));
            for (Request request : Request.values()) {
                LongAdder count = met.get(new Met(trouble, request));
                table.append(String.format(" %s %d", request, count == null ? 0 : count.sum()));
            }
            table.append('\n');
        }
        return table.toString();
    }
}
