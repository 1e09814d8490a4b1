package rexray.volume;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A volume as the array described it at one moment.
 *
 * @param name empty if the volume has none, which an array allows
 * @param pool name of its storage pool
 * @param domain name of its protection domain
 * @param ancestor the volume that it is a snapshot of
 * @param created when the array made it
 * @param readCache whether reads are cached in RAM; empty if the array does not tell
 * @param compression whether the array compresses what is written
 * @param holders everyone who may do I/O on it, in the array's order; empty if it is free
 */
public record Volume(VolumeId id, Optional<String> name, Size size, Provisioning provisioning, String pool,
        String domain, Optional<VolumeId> ancestor, Instant created, Optional<Switch> readCache, Switch compression,
        List<Holder> holders) {

    public Volume {
        holders = List.copyOf(holders);
    }

    /** One of which the array told nothing of caches and compression. */
    public Volume(VolumeId id, Optional<String> name, Size size, Provisioning provisioning, String pool, String domain,
            Optional<VolumeId> ancestor, Instant created, List<Holder> holders) {
        this(id, name, size, provisioning, pool, domain, ancestor, created, Optional.empty(), Switch.OFF, holders);
    }

    /** How the array sets space aside. */
    public enum Provisioning {
        THIN,
        THICK
    }

    /** The same by another name. */
    Volume named(String other) {
        return new Volume(id, Optional.of(other), size, provisioning, pool, domain, ancestor, created, readCache,
                compression, holders);
    }

    /** Whether {@code node} and nobody else holds it. */
    public boolean isHeldOnlyBy(NodeId node) {
        return holders.size() == 1 && holders.getFirst() instanceof Holder.Host host && host.node().equals(node);
    }

    /** Whether {@code node} is among its holders. */
    public boolean isHeldBy(NodeId node) {
        return holders.stream().anyMatch(holder -> holder instanceof Holder.Host host && host.node().equals(node));
    }

    /** Who holds it, in words that follow "it is". */
    String whoseItIs() {
        return holders.isEmpty()
                ? "mapped to nobody"
                : "held by " + holders.stream().map(Holder::toString).collect(Collectors.joining(", "));
    }
}
