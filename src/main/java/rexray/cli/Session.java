package rexray.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;
import rexray.config.ConfigFile;
import rexray.config.Configuration;
import rexray.config.Flags;
import rexray.config.LogLevel;
import rexray.config.ServiceConfig;
import rexray.volume.Reason;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeOptions;

/** What all commands of one run share: the backend, the machine's places, and the options that may stand anywhere. */
final class Session {
    private final Backend backend;
    private final Places places;
    private final List<String> program;
    private final Flags flags;

    @Option(names = {"-c",
            "--config"}, paramLabel = "FILE", scope = ScopeType.INHERIT, description = "The configuration file. Default: /etc/rexray/config.yml")
    private @Nullable Path config;

    @Option(names = {"-s",
            "--service"}, paramLabel = "NAME", scope = ScopeType.INHERIT, description = "Which of several configured services; decides over libstorage.service.")
    private @Nullable String service;

    @Option(names = {"-l",
            "--logLevel"}, paramLabel = "LEVEL", scope = ScopeType.INHERIT, converter = LogLevelConverter.class, description = "panic, fatal, error, warn, info or debug; overrides rexray.logLevel.")
    private @Nullable LogLevel logLevel;

    @Option(names = {"-v",
            "--verbose"}, scope = ScopeType.INHERIT, description = "With --help: shows the flags for the keys of the configuration, too.")
    private boolean verbose;

    /**
     * @param program the command line that runs this program, without arguments of its own
     * @param flags those of the command line
     */
    Session(Backend backend, Places places, List<String> program, Flags flags) {
        this.backend = backend;
        this.places = places;
        this.program = List.copyOf(program);
        this.flags = flags;
    }

    Backend backend() {
        return backend;
    }

    Places places() {
        return places;
    }

    ServiceFiles files() {
        return new ServiceFiles(places.runDirectory());
    }

    List<String> program() {
        return program;
    }

    /** The file that was named; empty for the standard one. */
    Optional<Path> namedConfig() {
        return Optional.ofNullable(config).map(Path::toAbsolutePath);
    }

    /** The flags for keys of the configuration, as they were given. */
    Flags flags() {
        return flags;
    }

    /** Whether the command line says what the configuration is: by a file, or by flags. */
    boolean namesConfig() {
        return config != null || !flags.words().isEmpty();
    }

    boolean isVerbose() {
        return verbose;
    }

    Optional<LogLevel> namedLogLevel() {
        return Optional.ofNullable(logLevel);
    }

    ConfigFile configFile() {
        Flags all = logLevel == null ? flags : flags.with(logLevel, "--logLevel");
        return new ConfigFile(namedConfig().orElseGet(() -> ConfigFile.lookUp(places.config())), System.getenv(), all);
    }

    Configuration loadConfig() {
        return configFile().load();
    }

    /** The service that was named; empty for the one that is meant where none is named. */
    Optional<String> namedService() {
        return Optional.ofNullable(service);
    }

    /** What is configured for it. */
    ServiceConfig loadService() {
        return loadConfig().service(namedService());
    }

    /** In which directories the services mount volumes: those that are configured, and that of a host without a configuration. */
    List<Path> mountRoots() {
        Stream<Path> configured = namesConfig() || configFile().isThere()
                ? loadConfig().services().stream().map(one -> one.volumes().mountRoot())
                : Stream.of();
        return Stream.concat(Stream.of(VolumeOptions.MOUNT_ROOT), configured).distinct().toList();
    }

    /** Refuses to go on without the rights to mount and to write the daemon's files. */
    void requireRoot(String command) {
        try {
            if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
                throw new RefusedInput(command + " needs root, to mount volumes and to serve Docker",
                        "run 'sudo " + command + "'");
            }
        } catch (IOException e) {
            throw new HostFailure("/proc/self cannot be read: " + Reason.of(e), "mount /proc", e);
        }
    }

    static final class LogLevelConverter implements ITypeConverter<LogLevel> {
        @Override
        public LogLevel convert(String text) {
            try {
                return LogLevel.parse("--logLevel", text);
            } catch (RefusedInput e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
