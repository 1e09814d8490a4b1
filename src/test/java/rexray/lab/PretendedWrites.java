package rexray.lab;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Data servers that keep nothing and serve nobody, and claim that there were writes, of 12 KB to a volume. */
final class PretendedWrites implements DataServers {
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    void write(String volumeId) {
        written.add(volumeId);
    }

    @Override
    public long usedInKb(String volumeId) {
        return written.contains(volumeId) ? 12 : 0;
    }

    @Override
    public Written written(String volumeId) {
        return written.contains(volumeId) ? new Written(5, 3, 12) : Written.NOTHING;
    }

    @Override
    public void allocate(String volumeId, long sizeInKb) {}

    @Override
    public void copy(String sourceVolumeId, String volumeId, long sizeInKb) {}

    @Override
    public void resize(String volumeId, long sizeInKb) {}

    @Override
    public void discard(String volumeId) {}

    @Override
    public void attach(String volumeId, String sdcId, AccessMode access) {}

    @Override
    public void revoke(String volumeId, String sdcId) {}
}
