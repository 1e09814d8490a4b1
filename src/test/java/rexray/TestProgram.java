package rexray;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rexray.admin.Administration;
import rexray.cli.Backend;
import rexray.cli.Places;
import rexray.cli.RexrayCommand;
import rexray.config.ConfigFile;
import rexray.config.Configuration;
import rexray.config.ServiceConfig;
import rexray.doctor.Finding;
import rexray.events.EventOptions;
import rexray.lab.LabCommand;
import rexray.linux.LinuxHost;
import rexray.volume.Host;
import rexray.volume.VolumeOptions;

/**
 * The command {@code rexray} as it is, for a host that is a directory: what the product keeps at fixed places of the
 * machine, and where it looks for devices, is below the directory that a property names.
 */
public final class TestProgram {
    static final String HOME = "test.home";
    static final String PATIENCE_IN_SECONDS = "test.patience";

    private TestProgram() {}

    public static void main(String[] args) {
        Path home = Path.of(System.getProperty(HOME, ""));
        Duration patience = Duration.ofSeconds(Integer.getInteger(PATIENCE_IN_SECONDS, 100));
        Backend backend = new InDirectory(home, patience, new Service(
                (config, claim) -> Ports.of(config, claim,
                        ServiceConfig.directory(home, config.name()).resolve("dev/disk/by-id"),
                        LinuxHost.sharingItsKernel())));
        System.exit(new RexrayCommand(backend, places(home), Map.of("lab", LabCommand::new)).run(System.out, System.err,
                args));
    }

    static Places places(Path home) {
        return new Places(home.resolve("config.yml"), home.resolve("run"), home.resolve("rexray.log"),
                home.resolve("no-systemd"), List.of(), List.of());
    }

    /** Puts the notes below a directory. */
    record InDirectory(Path home, Duration patience, Backend service) implements Backend {
        @Override
        public Serving serve(Configuration config, Readiness readiness) {
            Serving serving = service.serve(here(config), readiness);
            return new Serving() {
                @Override
                public List<Refusal> reconfigure(Configuration next) {
                    return serving.reconfigure(here(next));
                }

                @Override
                public void close() {
                    serving.close();
                }
            };
        }

        @Override
        public Administration open(Configuration config, Optional<String> name) {
            return service.open(here(config), name);
        }

        @Override
        public Host host() {
            return service.host();
        }

        @Override
        public String instance(ServiceConfig config) {
            return service.instance(config);
        }

        @Override
        public String client(ServiceConfig config) {
            return service.client(config);
        }

        @Override
        public List<Backend.GatewayCertificate> certificates(ServiceConfig config) {
            return service.certificates(config);
        }

        @Override
        public List<Finding> diagnose(ConfigFile file, Optional<String> name) {
            return service.diagnose(file, name);
        }

        private Configuration here(Configuration config) {
            return new Configuration(config.logLevel(), config.logFormat(),
                    new EventOptions(home.resolve("events.jsonl"), config.events().most()), config.metrics(),
                    config.service(), config.services().stream().map(this::here).toList(), home.resolve("run"));
        }

        private ServiceConfig here(ServiceConfig config) {
            VolumeOptions volumes = config.volumes();
            return new ServiceConfig(config.name(), config.scaleio(), new VolumeOptions(volumes.mountRoot(),
                    volumes.dataDirectory(), volumes.dataDirectoryMode(), volumes.defaultSize(), volumes.fileSystem(),
                    volumes.preempt(), ServiceConfig.directory(home.resolve("run"), config.name()),
                    ServiceConfig.directory(home.resolve("state"), config.name()), patience, patience,
                    volumes.forgottenAfter(), volumes.anonymous()), config.defaults(), config.modules());
        }
    }
}
