package rexray.scaleio;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rexray.volume.ControlPlane.HostState;

/**
 * A client host in the gateway's words.
 *
 * @param name null if nobody gave it one
 * @param sdcGuid in upper case as a rule; null for NVMe hosts of 4.x
 * @param sdcIp up to 3.0, {@code sdcIps} later
 * @param mdmConnectionState {@code Connected} or {@code Disconnected}
 */
record SdcAnswer(String id, @Nullable String name, @Nullable String sdcGuid, @Nullable String sdcIp,
        @Nullable List<String> sdcIps, @Nullable String mdmConnectionState) {
    SdcAnswer {
        Json.neededId(id, "id");
    }

    boolean hasGuid(String guid) {
        return guid.equalsIgnoreCase(sdcGuid);
    }

    HostState state() {
        return switch (mdmConnectionState) {
            case "Connected" -> HostState.CONNECTED;
            case "Disconnected" -> HostState.DISCONNECTED;
            case null, default -> HostState.UNKNOWN;
        };
    }

    /** E.g. {@code node01 10.77.0.11 (SDC b7e4d02900000001, connected)}. */
    String describe() {
        String address = sdcIp != null ? sdcIp : sdcIps == null ? "" : String.join(",", sdcIps);
        String who = Stream.of(Objects.requireNonNullElse(name, ""), address).filter(part -> !part.isBlank())
                .map(part -> part + " ").collect(Collectors.joining());
        String state = switch (state()) {
            case CONNECTED -> "connected";
            case DISCONNECTED -> "disconnected";
            case UNKNOWN -> "connection unknown";
        };
        return who + "(SDC " + id + ", " + state + ")";
    }
}
