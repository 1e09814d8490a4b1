package rexray;

import java.util.HashMap;
import java.util.Map;
import rexray.volume.VolumeException.ArrayUnavailable;

/**
 * Which service has which array. Two services with the same one would lock its volumes each for itself, and not know of
 * each other's users; so the one that meets the array second gets nothing of it. Many threads may use it.
 */
final class ArrayClaims {
    private final Map<String, String> serviceBySystem = new HashMap<>();

    /**
     * Claims a system for a service, which gives up the one that it had.
     *
     * @throws ArrayUnavailable if another service has it
     */
    synchronized void claim(String service, String system) {
        String owner = serviceBySystem.getOrDefault(system, service);
        if (!owner.equals(service)) {
            throw new ArrayUnavailable("the service " + service + " is the same array as the service " + owner
                    + ", system " + system, "merge them into one service, with a module for each pool", null);
        }
        release(service);
        serviceBySystem.put(system, service);
    }

    /** Leaves what a service has to others. */
    synchronized void release(String service) {
        serviceBySystem.values().remove(service);
    }
}
