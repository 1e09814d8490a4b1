package rexray.lab;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a system can hold at most, as {@code querySystemLimits} tells it: the figures of 3.x and 4.x, as strings. */
final class SystemLimits {
    private static final List<Limit> LIMITS = List.of(
            new Limit("volumeSizeGb", "Maximum volume size in GB", 1_048_576),
            new Limit("volumeSizeMinGb", "Minimum volume size in GB", 8),
            new Limit("volumePerSystem", "Maximum number of volumes in the system", 131_072),
            new Limit("snapshotPerSystem", "Maximum number of volumes and snapshots in the system", 133_120),
            new Limit("volumePerProtectionDomain", "Maximum number of volumes in a Protection Domain", 32_768),
            new Limit("volumePerVtree", "Maximum number of volumes in a VTree", 127),
            new Limit("volumePerSdc", "Maximum number of volumes mapped to an SDC", 8_192),
            new Limit("sdcPerSystem", "Maximum number of SDCs in the system", 2_048),
            new Limit("protectionDomainPerSystem", "Maximum number of Protection Domains in the system", 256),
            new Limit("storagePoolPerSystem", "Maximum number of Storage Pools in the system", 1_024),
            new Limit("userPerSystem", "Maximum number of users in the system", 256),
            new Limit("sessionPerSystem", "Maximum number of open sessions in the system", 128),
            new Limit("allVolumesInSpSizeGb", "Maximum size of all volumes of a Storage Pool in GB", 4_194_303));

    private SystemLimits() {}

    static ObjectNode json() {
        ObjectNode json = Api.done();
        ArrayNode entries = json.putArray("systemLimitEntryList");
        LIMITS.forEach(limit -> entries.addObject().put("type", limit.type).put("description", limit.description)
                .put("maxVal", String.valueOf(limit.most)));
        return json;
    }

    private record Limit(String type, String description, long most) {}
}
