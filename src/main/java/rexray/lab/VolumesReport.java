package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The volumes of a gateway, told in the form of {@code scli --query_all_volumes}, with the hosts they are mapped to. */
final class VolumesReport {
    private final JsonNode domains;
    private final JsonNode pools;
    private final JsonNode sdcs;
    private final JsonNode volumes;

    private VolumesReport(JsonNode domains, JsonNode pools, JsonNode sdcs, JsonNode volumes) {
        this.domains = domains;
        this.pools = pools;
        this.sdcs = sdcs;
        this.volumes = volumes;
    }

    static VolumesReport of(LabApi api) {
        return new VolumesReport(api.get("/api/types/ProtectionDomain/instances"),
                api.get("/api/types/StoragePool/instances"), api.get("/api/types/Sdc/instances"),
                api.get("/api/types/Volume/instances"));
    }

    String text() {
        StringBuilder text = new StringBuilder(
                "Query-all-volumes returned %d volumes%n".formatted(volumes.size()));
        for (JsonNode domain : domains) {
            text.append("Protection Domain %s Name: %s%n".formatted(id(domain), name(domain)));
            for (JsonNode pool : pools) {
                if (pool.path("protectionDomainId").asText().equals(id(domain))) {
                    text.append("Storage Pool %s Name: %s%n".formatted(id(pool), name(pool)));
                    appendVolumes(text, id(pool));
                }
            }
        }
        return text.toString();
    }

    private void appendVolumes(StringBuilder text, String poolId) {
        for (JsonNode volume : volumes) {
            if (volume.path("storagePoolId").asText().equals(poolId)) {
                text.append(" Volume ID: %s Name: %s %s %s %s%n".formatted(id(volume), name(volume), size(volume),
                        mapped(volume), provisioning(volume)));
                volume.path("mappedSdcInfo").forEach(mapping -> text.append("  %s%n".formatted(host(mapping))));
            }
        }
    }

    /** Both numbers are binary, and agree. */
    private static String size(JsonNode volume) {
        long sizeInKb = volume.path("sizeInKb").asLong();
        return String.format(Locale.ROOT, "Size: %.1f GB (%d MB)", sizeInKb / 1048576.0, sizeInKb / 1024);
    }

    private static String mapped(JsonNode volume) {
        if (volume.path("mappingToAllSdcsEnabled").asBoolean()) {
            return "Mapped to all SDCs";
        }
        int count = volume.path("mappedSdcInfo").size();
        return count == 0 ? "Unmapped" : "Mapped " + count + (count == 1 ? " SDC" : " SDCs");
    }

    private static String provisioning(JsonNode volume) {
        return switch (volume.path("volumeType").asText()) {
            case "ThickProvisioned" -> "Thick-provisioned";
            case "Snapshot" -> "Snapshot of " + volume.path("ancestorVolumeId").asText();
            default -> "Thin-provisioned";
        };
    }

    private String host(JsonNode mapping) {
        String sdcId = mapping.path("sdcId").asText();
        String name = "(none)";
        for (JsonNode sdc : sdcs) {
            if (id(sdc).equals(sdcId)) {
                name = name(sdc);
            }
        }
        return "SDC ID: %s Name: %s IP: %s".formatted(sdcId, name, mapping.path("sdcIp").asText());
    }

    private static String id(JsonNode object) {
        return object.path("id").asText();
    }

    private static String name(JsonNode object) {
        return object.hasNonNull("name") ? object.get("name").asText() : "(none)";
    }
}
