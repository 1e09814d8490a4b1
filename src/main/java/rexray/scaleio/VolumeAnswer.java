package rexray.scaleio;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rexray.volume.Holder;
import rexray.volume.NodeId;
import rexray.volume.Size;
import rexray.volume.Switch;
import rexray.volume.Volume;
import rexray.volume.Volume.Provisioning;
import rexray.volume.VolumeId;

/**
 * A volume or snapshot in the gateway's words.
 *
 * @param volumeType {@code ThinProvisioned}, {@code ThickProvisioned}; {@code Snapshot}, which is thin
 * @param creationTime seconds since 1970
 * @param mappedSdcInfo null, missing and empty all mean none
 * @param compressionMethod from 3.0 on; other values than {@code Normal} mean none
 * @param mappingToAllSdcsEnabled up to 3.0: mapped to every SDC, which then are not in {@code mappedSdcInfo}
 * @param mappedScsiInitiatorInfo up to 3.0; null if there are none, some text or list otherwise
 */
record VolumeAnswer(String id, @Nullable String name, Long sizeInKb, String volumeType, String storagePoolId,
        @Nullable String ancestorVolumeId, Long creationTime, @Nullable List<MappedSdc> mappedSdcInfo,
        @Nullable Boolean useRmcache, @Nullable String compressionMethod,
        @Nullable Boolean mappingToAllSdcsEnabled, @Nullable JsonNode mappedScsiInitiatorInfo) {

    VolumeAnswer {
        Json.neededId(id, "id");
        if (Json.needed(sizeInKb, "sizeInKb") <= 0) {
            throw new IllegalArgumentException("volume " + id + " has a size of " + sizeInKb + " KB");
        }
        Json.needed(volumeType, "volumeType");
        Json.needed(storagePoolId, "storagePoolId");
        Json.needed(creationTime, "creationTime");
    }

    /**
     * One host that a volume is mapped to.
     *
     * @param sdcName from 3.x on
     * @param hostType from 4.x on; {@code NVMeHost} has an {@code nqn} and no SDC
     */
    record MappedSdc(@Nullable String sdcId, @Nullable String sdcIp, @Nullable String sdcName,
            @Nullable String hostType, @Nullable String nqn) {
        Holder toHolder() {
            if (sdcId == null || "NVMeHost".equals(hostType)) {
                return new Holder.Other("the NVMe host " + present(nqn).or(() -> present(sdcName)).orElse("(unnamed)"));
            }
            return new Holder.Host(new NodeId(sdcId), present(sdcIp), present(sdcName));
        }
    }

    /** A name that one can mount, and no snapshot. */
    boolean isMountableByName() {
        return !isCopy() && present(name).isPresent();
    }

    /** Made of another volume, which may be gone: then there is no ancestor any more. */
    boolean isCopy() {
        return present(ancestorVolumeId).isPresent() || volumeType.equals("Snapshot");
    }

    boolean isMappedTo(NodeId node) {
        return holders().stream().anyMatch(holder -> holder instanceof Holder.Host host && host.node().equals(node));
    }

    Volume toVolume(Topology topology) {
        String system = topology.systemId();
        return new Volume(new VolumeId(system, id), present(name), Size.ofKb(sizeInKb),
                volumeType.equals("ThickProvisioned") ? Provisioning.THICK : Provisioning.THIN,
                topology.poolName(storagePoolId), topology.domainNameOf(storagePoolId),
                present(ancestorVolumeId).map(ancestor -> new VolumeId(system, ancestor)),
                Instant.ofEpochSecond(creationTime),
                Optional.ofNullable(useRmcache).map(cached -> cached ? Switch.ON : Switch.OFF),
                "Normal".equals(compressionMethod) ? Switch.ON : Switch.OFF, holders());
    }

    private List<Holder> holders() {
        List<Holder> holders = new ArrayList<>();
        if (Boolean.TRUE.equals(mappingToAllSdcsEnabled)) {
            holders.add(new Holder.Everyone());
        }
        if (mappedSdcInfo != null) {
            mappedSdcInfo.forEach(sdc -> holders.add(sdc.toHolder()));
        }
        if (mappedScsiInitiatorInfo != null && saysSomething(mappedScsiInitiatorInfo)) {
            holders.add(new Holder.Other("SCSI initiators"));
        }
        return holders;
    }

    private static boolean saysSomething(JsonNode json) {
        return json.isContainerNode() ? !json.isEmpty() : !json.isNull() && !json.asText().isBlank();
    }

    private static Optional<String> present(@Nullable String text) {
        return Optional.ofNullable(text).filter(value -> !value.isBlank());
    }
}
