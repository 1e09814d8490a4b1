package rexray.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import rexray.volume.VolumeException.HostFailure;

/** The command {@code rexray} with all that stands below it. */
public final class RexrayCommand {
    private final Backend backend;
    private final Places places;
    private final List<Object> more;

    /**
     * @param more picocli commands to have beside our own
     */
    public RexrayCommand(Backend backend, Places places, Object... more) {
        this.backend = backend;
        this.places = places;
        this.more = List.of(more);
    }

    /** Runs one command line and returns the exit code. Results go to {@code out}, all else to {@code err}. */
    public int run(PrintStream out, PrintStream err, String... arguments) {
        CommandLine line = assemble(new Session(backend, places, thisProgram(arguments)));
        return line.setOut(new PrintWriter(out, true, out.charset())).setErr(new PrintWriter(err, true, err.charset()))
                .execute(arguments);
    }

    /** All commands, as picocli has them; for the pages that are made from them. */
    CommandLine model() {
        return assemble(new Session(backend, places, List.of()));
    }

    private CommandLine assemble(Session session) {
        CommandLine line = group("rexray", "Persistent ScaleIO volumes for containers.");
        line.getCommandSpec().addMixin("session", CommandSpec.forAnnotatedObject(session));
        CommandLine service = group("service", "Starts and stops the service that Docker calls.");
        serviceCommands(session).forEach(service::addSubcommand);
        service.addSubcommand(new ReloadCommand(session)).addSubcommand(new InitsysCommand(session));
        CommandLine volume = group("volume", "Shows and changes volumes.");
        List.of(new VolumeListCommand(session), new VolumeInspectCommand(session), new VolumeCreateCommand(session),
                new VolumePathCommand(session), new VolumeMapCommand(session)).forEach(volume::addSubcommand);
        Stream.of(VolumeVerb.values()).map(verb -> VolumeChangeCommand.line(session, verb))
                .forEach(volume::addSubcommand);
        volume.addSubcommand(new VolumeResizeCommand(session));
        volume.addSubcommand(new VolumeLimitsCommand(session));
        CommandLine snapshot = group("snapshot", "Takes, shows and removes snapshots of volumes.");
        SnapshotCommand.all(session).forEach(snapshot::addSubcommand);
        CommandLine config = group("config", "Checks, explains and imports configurations.");
        List.of(new ConfigCheckCommand(session), new ConfigExplainCommand(session), new ConfigImportCommand(session))
                .forEach(config::addSubcommand);
        line.addSubcommand(service).addSubcommand(volume).addSubcommand(snapshot).addSubcommand(config)
                .addSubcommand(new EnvCommand(session))
                .addSubcommand(new VersionCommand());
        CommandLine device = group("device", "Shows, mounts and formats devices of this machine.");
        DeviceCommand.all(session).forEach(device::addSubcommand);
        CommandLine adapter = group("adapter", "Shows storage drivers, and what this host is to them.");
        adapter.addSubcommand(new AdapterCommand.Types(session)).addSubcommand(new AdapterCommand.Instances(session));
        line.addSubcommand(device).addSubcommand(adapter).addSubcommand(new InstallCommand.Install(session))
                .addSubcommand(new InstallCommand.Uninstall(session)).addSubcommand(new CompletionCommand())
                .addSubcommand(new ManCommand()).addSubcommand(new DoctorCommand(session));
        serviceCommands(session).forEach(line::addSubcommand);
        more.forEach(line::addSubcommand);
        describe(line);
        return line.setParameterExceptionHandler(new UsageErrors()).setExecutionExceptionHandler(new Failures())
                .setExecutionStrategy(parsed -> execute(parsed, session));
    }

    private static int execute(ParseResult parsed, Session session) {
        CommandLine command = parsed.asCommandLineList().getLast();
        boolean isHelp = parsed.asCommandLineList().stream().anyMatch(CommandLine::isUsageHelpRequested);
        if (session.namedConfig().isPresent() && !isHelp && !(command.getCommand() instanceof SessionCommand)) {
            throw new ParameterException(command,
                    command.getCommandSpec().qualifiedName() + " reads no configuration file; remove -c");
        }
        session.namedLogLevel().ifPresent(LogSetup::setLevel);
        return new RunLast().execute(parsed);
    }

    private static List<Object> serviceCommands(Session session) {
        return List.of(new StartCommand(session), new StopCommand(session), new RestartCommand(session),
                new StatusCommand(session));
    }

    private static CommandLine group(String name, String description) {
        CommandLine group = new CommandLine(new CommandGroup());
        group.getCommandSpec().name(name).usageMessage().description(description);
        return group;
    }

    /** Gives every command its help and the meaning of the exit codes. */
    private static void describe(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        if (spec.optionsMap().get("--help") == null) {
            spec.addOption(OptionSpec.builder("-?", "--help").usageHelp(true).description("Shows this help.").build());
        }
        spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.meanings(spec.userObject()));
        line.getSubcommands().values().stream().distinct().forEach(RexrayCommand::describe);
    }

    /** The command line that this process was started by, without the arguments of the program itself. */
    private static List<String> thisProgram(String... arguments) {
        try {
            String[] all = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8).split("\0", -1);
            // A NUL stands after each argument, so that the last piece is none.
            return Arrays.asList(all).subList(0, Math.max(0, all.length - 1 - arguments.length));
        } catch (IOException e) {
            throw new HostFailure("/proc/self/cmdline cannot be read: " + e, "mount /proc", e);
        }
    }
}
