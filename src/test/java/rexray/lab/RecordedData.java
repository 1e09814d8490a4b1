package rexray.lab;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Data servers that only remember what was asked of them. */
final class RecordedData implements DataServers {
    private final List<String> calls = new CopyOnWriteArrayList<>();

    List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void allocate(String volumeId, long sizeInKb) {
        calls.add("allocate " + volumeId);
    }

    @Override
    public void copy(String sourceVolumeId, String volumeId, long sizeInKb) {
        calls.add("copy " + sourceVolumeId + " " + volumeId);
    }

    @Override
    public void resize(String volumeId, long sizeInKb) {
        calls.add("resize " + volumeId + " " + sizeInKb);
    }

    @Override
    public void discard(String volumeId) {
        calls.add("discard " + volumeId);
    }

    @Override
    public void attach(String volumeId, String sdcId, AccessMode access) {
        calls.add(
                "attach " + volumeId + " " + sdcId + (access == AccessMode.READ_WRITE ? "" : " " + access.wireName()));
    }

    @Override
    public long usedInKb(String volumeId) {
        return 0;
    }

    @Override
    public Written written(String volumeId) {
        return Written.NOTHING;
    }

    @Override
    public void revoke(String volumeId, String sdcId) {
        calls.add("revoke " + volumeId + " " + sdcId);
    }
}
