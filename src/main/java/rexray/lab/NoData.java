package rexray.lab;

/** Data servers that keep nothing and serve nobody: for whoever only talks to the gateway. */
final class NoData implements DataServers {
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
    public long usedInKb(String volumeId) {
        return 0;
    }

    @Override
    public Written written(String volumeId) {
        return Written.NOTHING;
    }

    @Override
    public void revoke(String volumeId, String sdcId) {}
}
