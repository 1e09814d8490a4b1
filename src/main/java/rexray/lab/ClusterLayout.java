package rexray.lab;

import rexray.volume.Size;

/**
 * The parts of an emulated cluster: one system with one protection domain with one storage pool.
 *
 * @param capacity the most that all volumes of the pool may have together, snapshots not counted
 */
record ClusterLayout(String system, String domain, String pool, Size capacity) {
    static ClusterLayout usual() {
        return new ClusterLayout("lab", "pd1", "hdd", Size.ofGb(1024));
    }

    ClusterLayout withCapacity(Size next) {
        return new ClusterLayout(system, domain, pool, next);
    }
}
