package rexray.lab;

import java.util.random.RandomGenerator;

/**
 * What of the state stays as it is from day to day.
 *
 * @param madeAt when the cluster was made, in seconds since 1970
 */
record Setup(String systemId, String installId, long madeAt, SdcAdmission sdcAdmission) {
    static Setup ofNewCluster(RandomGenerator random, long now) {
        return new Setup(Ids.ofSystem(random), Ids.ofSystem(random), now, SdcAdmission.NONE);
    }

    Setup withSdcAdmission(SdcAdmission next) {
        return new Setup(systemId, installId, madeAt, next);
    }

    boolean admits(StoredSdc sdc) {
        return switch (sdcAdmission) {
            case NONE -> true;
            case GUID -> sdc.approved();
            case APPROVED_IP -> sdc.approved()
                    && (sdc.approvedIps().isEmpty() || sdc.approvedIps().contains(sdc.ip()));
        };
    }
}
