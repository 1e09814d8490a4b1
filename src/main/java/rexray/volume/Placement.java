package rexray.volume;

import java.util.Optional;
import rexray.volume.Volume.Provisioning;

/**
 * Where, and how, the array keeps a new volume of which nobody says otherwise. Where both an id and a name are given, the id
 * decides; where neither is, the array's only one is meant.
 */
public record Placement(Optional<String> domainId, Optional<String> domainName, Optional<String> poolId,
        Optional<String> poolName, Provisioning provisioning) {}
