package rexray.scaleio;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import rexray.lab.LabArray;
import rexray.volume.Volume.Provisioning;

/** Ready-made options and drivers for tests. */
final class Gateways {
    private Gateways() {}

    /** As the white paper's configuration has it. */
    static ScaleioOptions options(URI endpoint, String password) {
        return new ScaleioOptions(List.of(endpoint), new Trust.Machine(),
                new Login(LabArray.USER, new Secret(password), Login.Scheme.AUTO), Optional.of("0"), Optional.empty(),
                Optional.empty(), Optional.of("pd1"), Optional.empty(), Optional.of("hdd"), Provisioning.THIN,
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    static ScaleioOptions options(LabArray lab) {
        return options(lab.endpoint(), lab.password());
    }

    static ScaleioOptions trusting(ScaleioOptions options, Path caFile) {
        return with(options, options.endpoints(), new Trust.File(caFile), options.login(), options.apiVersion());
    }

    static ScaleioOptions pinning(ScaleioOptions options, Fingerprint... fingerprints) {
        return with(options, options.endpoints(), new Trust.Pinned(Set.of(fingerprints)), options.login(),
                options.apiVersion());
    }

    static ScaleioOptions insecure(ScaleioOptions options) {
        return with(options, options.endpoints(), new Trust.Anything(), options.login(), options.apiVersion());
    }

    static ScaleioOptions loggingIn(ScaleioOptions options, Login.Scheme scheme) {
        return with(options, options.endpoints(), options.trust(),
                new Login(options.login().userName(), options.login().password(), scheme), options.apiVersion());
    }

    static ScaleioOptions at(ScaleioOptions options, URI... endpoints) {
        return with(options, List.of(endpoints), options.trust(), options.login(), options.apiVersion());
    }

    static ScaleioOptions speaking(ScaleioOptions options, String apiVersion) {
        return with(options, options.endpoints(), options.trust(), options.login(), Optional.of(apiVersion));
    }

    private static ScaleioOptions with(ScaleioOptions options, List<URI> endpoints, Trust trust, Login login,
            Optional<String> apiVersion) {
        return new ScaleioOptions(endpoints, trust, login, options.systemId(), options.systemName(),
                options.protectionDomainId(), options.protectionDomainName(), options.storagePoolId(),
                options.storagePoolName(), options.provisioning(), options.guid(), options.drvCfg(), apiVersion);
    }

    /** A driver whose pauses take a hundredth of their time. */
    static ScaleioControlPlane hasty(ScaleioOptions options) {
        return hasty(options, System::nanoTime);
    }

    static ScaleioControlPlane hasty(ScaleioOptions options, LongSupplier nanoClock) {
        return new ScaleioControlPlane(options, system -> {},
                new Surroundings(Gateways::pause, new Random(1), nanoClock, Wire.network()), new Traffic());
    }

    /** The same, whose options may change, over connections that the test may tamper with. */
    static ConfiguredArray configured(ScaleioOptions options, Wire wire) {
        return configured(options, system -> {}, wire);
    }

    /** @param claim is told each system that is met */
    static ConfiguredArray configured(ScaleioOptions options, Consumer<String> claim, Wire wire) {
        return new ConfiguredArray(options, claim,
                new Surroundings(Gateways::pause, new Random(1), System::nanoTime, wire));
    }

    private static void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration.dividedBy(100));
    }
}
