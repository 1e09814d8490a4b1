package rexray.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import rexray.config.ConfigException;
import rexray.config.ConfigFile;
import rexray.config.ServiceConfig;
import rexray.doctor.Finding.Verdict;
import rexray.scaleio.ScaleioControlPlane;
import rexray.volume.Node;

/**
 * Looks at everything that REX-Ray needs on this host, in the order in which one thing needs another, and changes
 * nothing. For one thread.
 */
public final class Doctor {
    private static final Path MOUNT_INFO = Path.of("/proc/self/mountinfo");
    private final Function<ServiceConfig, Node> nodes;
    private final InstantSource clock;
    private final String searchPath;

    /**
     * @param nodes the SDC of this host, as configured
     * @param searchPath where programs are searched, in the form of {@code $PATH}
     */
    public Doctor(Function<ServiceConfig, Node> nodes, InstantSource clock, String searchPath) {
        this.nodes = nodes;
        this.clock = clock;
        this.searchPath = searchPath;
    }

    /** One finding for each check, or for each gateway, in order. */
    public List<Finding> examine(ConfigFile file) {
        List<Finding> findings = new ArrayList<>();
        findings.add(HostChecks.tools(searchPath + ":/usr/sbin:/sbin"));
        try {
            ServiceConfig config = file.load();
            findings.add(0, Finding.ok(Check.CONFIGURATION, "everything in it is understood"));
            findings.add(1, file.exposure().map(text -> Finding.wrong(Check.EXPOSURE, text, "do that"))
                    .orElseGet(() -> Finding.ok(Check.EXPOSURE, "only its owner can read it")));
            examine(config, findings);
        } catch (ConfigException e) {
            findings.add(0, Finding.wrong(Check.CONFIGURATION, String.join("\n       ", e.lines()),
                    "correct the file; nothing of what it names was looked at"));
            Stream.of(Check.values()).filter(check -> findings.stream().noneMatch(found -> found.check() == check))
                    .forEach(check -> findings.add(Finding.skipped(check, Check.CONFIGURATION)));
        }
        return findings;
    }

    private void examine(ServiceConfig config, List<Finding> findings) {
        findings.add(HostChecks.diskSpace(config.volumes().stateDirectory()));
        findings.add(HostChecks.propagation(mountInfo(), config.volumes().mountRoot()));
        findings.add(HostChecks.plugin(config.socket()));
        config.scaleio().endpoints()
                .forEach(endpoint -> findings.addAll(ArrayChecks.gateway(endpoint, clock.instant())));
        try (ScaleioControlPlane array = new ScaleioControlPlane(config.scaleio())) {
            ArrayChecks checks = new ArrayChecks(array, nodes.apply(config));
            Finding sdc = checks.sdc();
            findings.add(sdc);
            findings.addAll(checks.array());
            if (sdc.verdict() == Verdict.OK && findings.stream().noneMatch(Doctor::isWrongArray)) {
                findings.addAll(checks.thisHost());
            } else {
                Check because = sdc.verdict() == Verdict.OK ? Check.ARRAY : Check.SDC;
                Stream.of(Check.SDC_KNOWN, Check.SDC_CONNECTED, Check.MAPPINGS)
                        .forEach(check -> findings.add(Finding.skipped(check, because)));
            }
        }
    }

    private static boolean isWrongArray(Finding finding) {
        return finding.check() == Check.ARRAY && finding.verdict() == Verdict.WRONG;
    }

    private static List<String> mountInfo() {
        try {
            return Files.readAllLines(MOUNT_INFO);
        } catch (IOException e) {
            return List.of();
        }
    }
}
