package rexray.search;

import java.util.Optional;
import rexray.volume.VolumeException;

/** What came of a request. */
sealed interface Answer {
    /** @param value empty where the request has nothing to tell, or the answer is "there is none" */
    record Done(Optional<?> value) implements Answer {}

    record Failed(VolumeException why) implements Answer {
        @Override
        public String toString() {
            return why.code() + ": " + why.getMessage();
        }
    }

    /** None, since the daemon died. */
    record None() implements Answer {}
}
