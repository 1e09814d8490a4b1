package rexray.lab;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A volume or snapshot in the state of the cluster.
 *
 * @param name unique in the system; a volume may have none
 * @param ancestorVolumeId the volume that this is a snapshot of
 * @param creationTime in seconds since 1970
 * @param mappedToAll whether every SDC may use it; {@code mappings} is then empty
 */
record StoredVolume(String id, @Nullable String name, long sizeInKb, VolumeType type, String vtreeId,
        @Nullable String ancestorVolumeId, @Nullable String consistencyGroupId, long creationTime,
        VolumeSettings settings, boolean mappedToAll, List<Mapping> mappings) {
    StoredVolume {
        mappings = List.copyOf(mappings);
    }

    @JsonIgnore
    boolean isMapped() {
        return mappedToAll || !mappings.isEmpty();
    }

    boolean isMappedTo(String sdcId) {
        return mappedToAll || mapping(sdcId).isPresent();
    }

    Optional<Mapping> mapping(String sdcId) {
        return mappings.stream().filter(mapping -> mapping.sdcId().equals(sdcId)).findFirst();
    }

    /** What an SDC that it is mapped to may do. */
    AccessMode accessOf(String sdcId) {
        return mapping(sdcId).map(Mapping::accessMode).orElse(AccessMode.READ_WRITE)
                .lesser(settings.accessModeLimit());
    }

    StoredVolume withMapping(Mapping added) {
        List<Mapping> next = new ArrayList<>(withoutMapping(added.sdcId()).mappings);
        next.add(added);
        return withMappings(false, next);
    }

    StoredVolume changingMapping(String sdcId, UnaryOperator<Mapping> change) {
        return withMappings(mappedToAll, mappings.stream()
                .map(mapping -> mapping.sdcId().equals(sdcId) ? change.apply(mapping) : mapping).toList());
    }

    StoredVolume withoutMapping(String sdcId) {
        return withMappings(mappedToAll, mappings.stream().filter(mapping -> !mapping.sdcId().equals(sdcId)).toList());
    }

    StoredVolume withMappings(boolean toAll, List<Mapping> next) {
        return new StoredVolume(id, name, sizeInKb, type, vtreeId, ancestorVolumeId, consistencyGroupId, creationTime,
                settings, toAll, next);
    }

    StoredVolume withName(String next) {
        return new StoredVolume(id, next, sizeInKb, type, vtreeId, ancestorVolumeId, consistencyGroupId, creationTime,
                settings, mappedToAll, mappings);
    }

    StoredVolume withSizeInKb(long next) {
        return new StoredVolume(id, name, next, type, vtreeId, ancestorVolumeId, consistencyGroupId, creationTime,
                settings, mappedToAll, mappings);
    }

    StoredVolume withSettings(VolumeSettings next) {
        return new StoredVolume(id, name, sizeInKb, type, vtreeId, ancestorVolumeId, consistencyGroupId, creationTime,
                next, mappedToAll, mappings);
    }

    StoredVolume withAncestor(@Nullable String next) {
        return new StoredVolume(id, name, sizeInKb, type, vtreeId, next, consistencyGroupId, creationTime, settings,
                mappedToAll, mappings);
    }
}
