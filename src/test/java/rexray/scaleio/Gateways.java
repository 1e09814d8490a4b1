package rexray.scaleio;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import rexray.lab.LabArray;
import rexray.volume.Volume.Provisioning;

/** Ready-made options and drivers for tests. */
final class Gateways {
    private Gateways() {}

    /** As the white paper's configuration has it. */
    static ScaleioOptions options(URI endpoint, String password) {
        return new ScaleioOptions(endpoint, false, Optional.empty(), LabArray.USER, new Secret(password),
                Optional.of("0"), Optional.empty(), Optional.empty(), Optional.of("pd1"), Optional.empty(),
                Optional.of("hdd"), Provisioning.THIN, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static ScaleioOptions options(LabArray lab) {
        return options(lab.endpoint(), lab.password());
    }

    static ScaleioOptions trusting(ScaleioOptions options, Path caFile) {
        return new ScaleioOptions(options.endpoint(), false, Optional.of(caFile), options.userName(),
                options.password(), options.systemId(), options.systemName(), options.protectionDomainId(),
                options.protectionDomainName(), options.storagePoolId(), options.storagePoolName(),
                options.provisioning(), options.guid(), options.drvCfg(), options.apiVersion());
    }

    static ScaleioOptions insecure(ScaleioOptions options) {
        return new ScaleioOptions(options.endpoint(), true, Optional.empty(), options.userName(), options.password(),
                options.systemId(), options.systemName(), options.protectionDomainId(), options.protectionDomainName(),
                options.storagePoolId(), options.storagePoolName(), options.provisioning(), options.guid(),
                options.drvCfg(), options.apiVersion());
    }

    /** A driver whose pauses take a hundredth of their time. */
    static ScaleioControlPlane hasty(ScaleioOptions options) {
        return new ScaleioControlPlane(options, Gateways::pause, new Random(1));
    }

    private static void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration.dividedBy(100));
    }
}
