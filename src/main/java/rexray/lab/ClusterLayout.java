package rexray.lab;

import java.util.ArrayList;
import java.util.List;
import rexray.volume.Size;

/**
 * What an administrator has set up: one system with storage pools in protection domains.
 *
 * @param pools at least one
 */
record ClusterLayout(String system, List<Pool> pools) {
    ClusterLayout {
        pools = List.copyOf(pools);
    }

    /** One domain with one pool. */
    static ClusterLayout usual() {
        return new ClusterLayout("lab", List.of(new Pool("pd1", "hdd", Size.ofGb(1024), PoolKind.USUAL)));
    }

    /** The same, every pool with that capacity. */
    ClusterLayout withCapacity(Size next) {
        return new ClusterLayout(system,
                pools.stream().map(pool -> new Pool(pool.domain, pool.name, next, pool.kind)).toList());
    }

    /** With one pool more, as large as the first one, in a domain that is made if there is none of that name. */
    ClusterLayout withPool(String domain, String name) {
        return withPool(domain, name, PoolKind.USUAL);
    }

    /** The same with a pool of that kind. */
    ClusterLayout withPool(String domain, String name, PoolKind kind) {
        List<Pool> next = new ArrayList<>(pools);
        next.add(new Pool(domain, name, pools.getFirst().capacity, kind));
        return new ClusterLayout(system, next);
    }

    /**
     * A storage pool with disks. Pools that clients make have none.
     *
     * @param capacity the most that all its volumes may have together, snapshots not counted
     */
    record Pool(String domain, String name, Size capacity, PoolKind kind) {
        /** What tells it from the others of the layout. */
        String place() {
            return domain + "/" + name;
        }
    }
}
