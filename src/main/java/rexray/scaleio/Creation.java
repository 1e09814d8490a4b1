package rexray.scaleio;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What came of a request to make a volume. */
sealed interface Creation {
    /** The gateway's answer. */
    record Made(String id) implements Creation {
        public Made {
            Json.neededId(id, "id");
        }
    }

    /** The name is in use, perhaps by what a lost request of ours made. */
    record Taken() implements Creation {}

    /** The request. Numbers travel as text; what is null is left out, and the array decides. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Request(String name, String volumeSizeInKb, String protectionDomainId, String storagePoolId,
            String volumeType, @Nullable String useRmcache, @Nullable String compressionMethod) {}
}
