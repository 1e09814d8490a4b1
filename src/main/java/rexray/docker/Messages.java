package rexray.docker;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of the plugin protocol, as engines from 1.12 on send and read them. Any member of a request may be missing
 * or null.
 */
final class Messages {
    private Messages() {}

    record NameRequest(@JsonProperty("Name") @Nullable String name) {}

    record CreateRequest(@JsonProperty("Name") @Nullable String name,
            @JsonProperty("Opts") @Nullable Map<String, @Nullable String> options) {}

    /** Of Mount and Unmount; {@code id} names the container's mount. */
    record UseRequest(@JsonProperty("Name") @Nullable String name, @JsonProperty("ID") @Nullable String id) {}

    record Activated(@JsonProperty("Implements") List<String> kinds) {}

    record Capabilities(@JsonProperty("Scope") String scope) {}

    record CapabilitiesAnswer(@JsonProperty("Capabilities") Capabilities capabilities) {}

    record MountpointAnswer(@JsonProperty("Mountpoint") String mountpoint) {}

    /**
     * A volume as {@code docker volume inspect} shows it.
     *
     * @param mountpoint empty while it is not mounted here
     * @param createdAt RFC 3339; anything else makes the engine take the volume for missing
     */
    record VolumeAnswer(@JsonProperty("Name") String name, @JsonProperty("Mountpoint") String mountpoint,
            @JsonProperty("CreatedAt") String createdAt,
            @JsonProperty("Status") Map<String, @Nullable Object> status) {}

    record GetAnswer(@JsonProperty("Volume") VolumeAnswer volume) {}

    record ListAnswer(@JsonProperty("Volumes") Iterable<VolumeAnswer> volumes) {}

    record Failure(@JsonProperty("Err") String error) {}

    /** Success with nothing to tell. */
    @JsonInclude
    record Done() {}
}
