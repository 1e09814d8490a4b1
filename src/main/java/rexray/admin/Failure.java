package rexray.admin;

import java.util.Map;
import java.util.Optional;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.ArrayFull;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeException.OutcomeUnknown;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeException.TimedOut;
import rexray.volume.VolumeException.Unsupported;

/** A {@link VolumeException} on its way over a socket. */
record Failure(String code, String problem, String remedy) {
    static Failure of(VolumeException e) {
        return new Failure(e.code(), e.problem(), e.remedy());
    }

    /** Empty if the message is none. */
    static Optional<Failure> parse(JsonObject json) {
        return json.find("code").map(code -> new Failure(code, json.text("problem"), json.text("remedy")));
    }

    Map<String, String> json() {
        return Map.of("code", code, "problem", problem, "remedy", remedy);
    }

    VolumeException exception() {
        return switch (code) {
            case "not-found" -> new NotFound(problem, remedy);
            case "held-elsewhere" -> new HeldElsewhere(problem, remedy);
            case "in-use" -> new InUse(problem, remedy);
            case "refused-input" -> new RefusedInput(problem, remedy);
            case "array-full" -> new ArrayFull(problem, remedy);
            case "array-unavailable" -> new ArrayUnavailable(problem, remedy, null);
            case "outcome-unknown" -> new OutcomeUnknown(problem, remedy, null);
            case "timed-out" -> new TimedOut(problem, remedy);
            case "unsupported" -> new Unsupported(problem, remedy);
            default -> new HostFailure(problem, remedy, null);
        };
    }
}
