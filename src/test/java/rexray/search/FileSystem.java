package rexray.search;

import java.util.LinkedHashSet;
import java.util.Set;

/** A file system as a kernel has it, with what it has not written yet; it lives as long as anybody mounts or holds it. */
final class FileSystem {
    private final Kernel kernel;
    private final Device device;
    private final long instance;
    private final Set<String> unsynced = new LinkedHashSet<>();
    private final Set<String> holders = new LinkedHashSet<>();
    private int mounts;
    private boolean shutDown;

    FileSystem(Kernel kernel, Device device, long instance) {
        this.kernel = kernel;
        this.device = device;
        this.instance = instance;
    }

    Kernel kernel() {
        return kernel;
    }

    Device device() {
        return device;
    }

    long instance() {
        return instance;
    }

    /** Containers and processes that keep it alive by themselves. */
    Set<String> holders() {
        return holders;
    }

    boolean canWrite() {
        return !shutDown && !device.isCutOff();
    }

    void shutDown() {
        shutDown = true;
        unsynced.clear();
    }

    void mounted() {
        mounts++;
    }

    void unmounted() {
        mounts--;
    }

    boolean isOver() {
        return mounts == 0 && holders.isEmpty();
    }

    void write(String record) {
        unsynced.add(record);
    }

    /** Whether all that was written is on the disk now. */
    boolean sync() {
        if (canWrite()) {
            device.disk().records().addAll(unsynced);
            unsynced.clear();
        }
        return canWrite();
    }
}
