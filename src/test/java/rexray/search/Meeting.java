package rexray.search;

import java.util.ArrayList;
import java.util.List;

/** A trouble that befalls a request. */
record Meeting(Trouble trouble, Request request) {
    /** All that there can be. */
    static List<Meeting> all() {
        List<Meeting> all = new ArrayList<>();
        for (Trouble trouble : Trouble.values()) {
            for (Request request : Request.values()) {
                if (trouble.canMeet(request)) {
                    all.add(new Meeting(trouble, request));
                }
            }
        }
        return List.copyOf(all);
    }

    @Override
    public String toString() {
        return trouble + " during " + request;
    }
}
