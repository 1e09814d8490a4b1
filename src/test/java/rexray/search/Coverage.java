package rexray.search;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import rexray.search.Step.Asked;

/** Which troubles have met which requests. Any number of threads may use it. */
final class Coverage {
    private final Map<Meeting, LongAdder> met = new ConcurrentHashMap<>();

    void add(Asked asked, boolean happened) {
        if (happened) {
            asked.trouble().ifPresent(trouble -> met
                    .computeIfAbsent(new Meeting(trouble, asked.request()), absent -> new LongAdder()).increment());
        }
    }

    /** Meetings that there can be and that there were not. */
    List<Meeting> gaps() {
        return Meeting.all().stream().filter(meeting -> !met.containsKey(meeting)).toList();
    }

    /** How often each pair met. */
    String table() {
        StringBuilder table = new StringBuilder();
        for (Trouble trouble : Trouble.values()) {
            table.append(String.format("%-18s", trouble));
            for (Request request : Request.values()) {
                LongAdder count = met.get(new Meeting(trouble, request));
                table.append(String.format(" %s %d", request, count == null ? 0 : count.sum()));
            }
            table.append('\n');
        }
        return table.toString();
    }
}
