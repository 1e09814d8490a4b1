package rexray.doctor;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import rexray.config.Configuration;
import rexray.config.LogLevel;
import rexray.scaleio.Trust;
import rexray.volume.VolumeOptions.Preempt;

/** What a configuration may say, and had better not. */
final class ConfigChecks {
    private ConfigChecks() {}

    static Finding smells(Configuration config, List<String> leftBehind) {
        List<String> seen = new ArrayList<>();
        List<String> remedies = new ArrayList<>();
        boolean isPlain = config.services().stream().flatMap(service -> service.scaleio().endpoints().stream())
                .map(URI::getScheme).anyMatch("http"::equalsIgnoreCase);
        if (isPlain) {
            seen.add("an endpoint without https, so anyone on the network path can read the password");
            remedies.add("write https:// in scaleio.endpoint");
        } else if (config.services().stream()
                .anyMatch(service -> service.scaleio().trust() instanceof Trust.Anything)) {
            seen.add(
                    "scaleio.insecure accepts any certificate, so anyone on the network path can read the password");
            remedies.add("set scaleio.fingerprint or scaleio.caFile instead");
        }
        if (config.services().stream()
                .anyMatch(service -> service.volumes().preempt().mode() == Preempt.Mode.ALWAYS)) {
            seen.add("preempt: true takes volumes from hosts that use them");
            remedies.add("use if-dead, unless your orchestrator makes sure that only one container runs at a time");
        }
        if (config.logLevel() == LogLevel.DEBUG) {
            seen.add("the log level is debug, so the log has each request to the gateway");
            remedies.add("set rexray.logLevel: info when you have seen enough");
        }
        if (config.metrics().filter(address -> !address.getAddress().isLoopbackAddress()).isPresent()) {
            seen.add("metrics are served to other hosts, without authentication");
            remedies.add("restrict access to the port of rexray.metrics.listen with a firewall");
        }
        seen.addAll(leftBehind);
        if (!leftBehind.isEmpty()) {
            remedies.add("do that");
        }
        return seen.isEmpty()
                ? Finding.ok(Check.SMELLS, "no risky setting")
                : Finding.doubtful(Check.SMELLS, String.join("; ", seen), String.join("; ", remedies));
    }
}
