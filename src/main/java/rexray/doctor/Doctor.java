package rexray.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rexray.config.ConfigException;
import rexray.config.ConfigFile;
import rexray.config.Configuration;
import rexray.config.ModuleConfig;
import rexray.config.ServiceConfig;
import rexray.doctor.Finding.Verdict;
import rexray.scaleio.ScaleioControlPlane;
import rexray.volume.HostNotes;
import rexray.volume.VolumeException;
import rexray.volume.VolumeId;
import rexray.volume.VolumeOptions;

/**
 * Looks at everything that REX-Ray needs on this host, in the order in which one thing needs another, and changes
 * nothing. For one thread.
 */
public final class Doctor {
    private final Surroundings host;
    private final InstantSource clock;

    public Doctor(Surroundings host, InstantSource clock) {
        this.host = host;
        this.clock = clock;
    }

    /**
     * One finding for each check, or for each gateway or socket, in order; of what concerns a service, for each.
     *
     * @param only which of the services; empty for all
     */
    public List<Finding> examine(ConfigFile file, Optional<String> only) {
        List<Finding> findings = new ArrayList<>();
        Finding tools = HostChecks.tools(host.searchPath() + ":/usr/sbin:/sbin");
        try {
            Configuration config = file.load();
            findings.add(Finding.ok(Check.CONFIGURATION, "valid"));
            findings.add(file.exposure().map(text -> Finding.wrong(Check.EXPOSURE, text, "do that"))
                    .orElseGet(() -> Finding.ok(Check.EXPOSURE, "only its owner can read it")));
            List<ServiceConfig> services = only.isPresent() ? List.of(config.service(only)) : config.services();
            findings.add(ConfigChecks.smells(config, file.leftBehind()));
            findings.add(tools);
            services.forEach(service -> service(config, service).stream()
                    .map(finding -> finding.of(config.label(service))).forEach(findings::add));
        } catch (ConfigException e) {
            findings.add(Finding.wrong(Check.CONFIGURATION, String.join("\n       ", e.lines()),
                    "correct the file; the checks that need it were skipped"));
            findings.add(tools);
            Stream.of(Check.values()).filter(check -> findings.stream().noneMatch(found -> found.check() == check))
                    .forEach(check -> findings.add(Finding.skipped(check, Check.CONFIGURATION)));
        }
        return findings;
    }

    private List<Finding> service(Configuration config, ServiceConfig service) {
        VolumeOptions volumes = host.volumes().apply(service);
        List<Finding> findings = new ArrayList<>(host(config, service, volumes));
        Optional<HostNotes> notes = notes(volumes, findings);
        findings.addAll(array(service, notes.map(HostNotes::ids)));
        return findings;
    }

    /** Empty if they cannot be read, which is a finding. */
    private Optional<HostNotes> notes(VolumeOptions volumes, List<Finding> findings) {
        try {
            HostNotes notes = HostNotes.read(volumes, host.bootId());
            findings.add(Finding.ok(Check.NOTES, notes.mapped().size() + " volumes are on record as mapped here"));
            findings.add(LeftoverChecks.lost(notes));
            findings.add(LeftoverChecks.leftOver(notes, mountpoints(mountInfo()), volumes.mountRoot()));
            return Optional.of(notes);
        } catch (VolumeException e) {
            findings.add(Finding.wrong(Check.NOTES, e.problem(), e.remedy()));
            findings.add(Finding.skipped(Check.LOST, Check.NOTES));
            findings.add(Finding.skipped(Check.LEFT_OVER, Check.NOTES));
            return Optional.empty();
        }
    }

    private List<Finding> host(Configuration config, ServiceConfig service, VolumeOptions volumes) {
        List<Finding> findings = new ArrayList<>();
        findings.add(HostChecks.diskSpace(volumes.stateDirectory(),
                Objects.requireNonNull(config.events().file().toAbsolutePath().getParent())));
        findings.add(HostChecks.propagation(mountInfo(), volumes.mountRoot()));
        List<Finding> known = new ArrayList<>();
        for (ModuleConfig module : service.modules()) {
            Finding plugin = HostChecks.plugin(module.socket());
            findings.add(plugin);
            known.add(HostChecks.docker(module, plugin.verdict(), host.docker(), host.plugins()));
        }
        findings.add(HostChecks.namespace(host.proc(), host.daemonPid(), host.dockerPid()));
        findings.addAll(known);
        return findings;
    }

    private List<Finding> array(ServiceConfig config, Optional<Set<VolumeId>> noted) {
        List<Finding> findings = new ArrayList<>();
        try (ScaleioControlPlane array = new ScaleioControlPlane(config.scaleio())) {
            ArrayChecks checks = new ArrayChecks(array, host.sdc().apply(config));
            findings.addAll(checks.sdc());
            config.scaleio().endpoints()
                    .forEach(endpoint -> findings.addAll(new GatewayChecks(endpoint, clock).examine()));
            findings.addAll(checks.array(config));
            Stream.of(Check.SDC, Check.ARRAY).filter(check -> findings.stream()
                    .anyMatch(found -> found.check() == check && found.verdict() != Verdict.OK)).findFirst()
                    .ifPresentOrElse(
                            because -> Stream.of(Check.SDC_KNOWN, Check.SDC_CONNECTED, Check.MDM, Check.MAPPINGS)
                                    .forEach(check -> findings.add(Finding.skipped(check, because))),
                            () -> findings.addAll(checks.thisHost(noted)));
        }
        return findings;
    }

    private List<String> mountInfo() {
        try {
            return Files.readAllLines(host.proc().resolve("self/mountinfo"));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Set<Path> mountpoints(List<String> mountInfo) {
        return mountInfo.stream().map(line -> line.split(" ", -1)).filter(fields -> fields.length > 6)
                .map(fields -> Path.of(fields[4])).collect(Collectors.toSet());
    }
}
