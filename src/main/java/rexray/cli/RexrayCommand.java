package rexray.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import rexray.config.Flags;
import rexray.log.LogSetup;
import rexray.volume.Reason;
import rexray.volume.VolumeException.HostFailure;

/** The command {@code rexray} with all that stands below it. */
public final class RexrayCommand {
    private final Backend backend;
    private final Places places;
    private final Map<String, Supplier<?>> more;

    public RexrayCommand(Backend backend, Places places) {
        this(backend, places, Map.of());
    }

    /** @param more picocli commands to have beside our own */
    public RexrayCommand(Backend backend, Places places, Map<String, Supplier<?>> more) {
        this.backend = backend;
        this.places = places;
        this.more = Map.copyOf(more);
    }

    /** Runs one command line and returns the exit code. Results go to {@code out}, all else to {@code err}. */
    public int run(PrintStream out, PrintStream err, String... arguments) {
        Flags flags = Flags.among(List.of(arguments));
        Session session = new Session(backend, places, thisProgram(arguments), flags);
        Menu menu = menu(session);
        List<String> words = EarlyOptions.moved(flags.rest(), menu::isGroup);
        CommandLine line = assemble(menu, session, words);
        return line.setOut(new PrintWriter(out, true, out.charset())).setErr(new PrintWriter(err, true, err.charset()))
                .execute(words.toArray(String[]::new));
    }

    /** All commands, as picocli has them; for what is made from them. */
    CommandLine model() {
        Session session = new Session(backend, places, List.of(), Flags.NONE);
        return assemble(menu(session), session, List.of());
    }

    private static CommandLine assemble(Menu menu, Session session, List<String> words) {
        CommandLine line = menu.line("rexray", "Persistent ScaleIO volumes for containers.", words);
        line.getCommandSpec().addMixin("session", CommandSpec.forAnnotatedObject(session));
        describe(line);
        return line.setParameterExceptionHandler(new UsageErrors()).setExecutionExceptionHandler(new Failures())
                .setExecutionStrategy(parsed -> execute(parsed, session));
    }

    private Menu menu(Session session) {
        Menu menu = new Menu()
                .with("service", "Starts and stops the service that Docker calls.",
                        serviceCommands(new Menu(), session).with("reload", () -> new ReloadCommand(session))
                                .with("initsys", () -> new InitsysCommand(session)))
                .with("volume", "Shows and changes volumes.", volumeCommands(session))
                .with("snapshot", "Takes, shows and removes snapshots of volumes.", SnapshotCommand.menu(session))
                .with("config", "Checks, explains and imports configurations.",
                        new Menu().with("check", () -> new ConfigCheckCommand(session))
                                .with("explain", () -> new ConfigExplainCommand(session))
                                .with("import", () -> new ConfigImportCommand(session)))
                .with("env", () -> new EnvCommand(session)).with("version", VersionCommand::new)
                .with("device", "Shows, mounts and formats devices of this machine.", DeviceCommand.menu(session))
                .with("adapter", "Shows storage drivers, and this host's id for them.",
                        new Menu().with("types", () -> new AdapterCommand.Types(session))
                                .with("instances", () -> new AdapterCommand.Instances(session)))
                .with("scaleio", "Commands specific to ScaleIO.",
                        new Menu().with("trust", () -> new TrustCommand(session)))
                .with("install", () -> new InstallCommand.Install(session))
                .with("uninstall", () -> new InstallCommand.Uninstall(session))
                .with("completion", () -> new CompletionCommand(this::model))
                .with("man", () -> new ManCommand(this::model)).with("doctor", () -> new DoctorCommand(session))
                .with("events", () -> new EventsCommand(session)).with("support", () -> new SupportCommand(session));
        serviceCommands(menu, session);
        more.forEach(menu::with);
        return menu;
    }

    private static Menu volumeCommands(Session session) {
        Menu menu = new Menu().with("ls", () -> new VolumeListCommand(session))
                .with("inspect", () -> new VolumeInspectCommand(session))
                .with("create", () -> new VolumeCreateCommand(session))
                .with("path", () -> new VolumePathCommand(session)).with("map", () -> new VolumeMapCommand(session));
        for (VolumeVerb verb : VolumeVerb.values()) {
            menu.with(verb.word(), () -> VolumeChangeCommand.line(session, verb));
        }
        return menu.with("resize", () -> new VolumeResizeCommand(session))
                .with("limits", () -> new VolumeLimitsCommand(session));
    }

    private static int execute(ParseResult parsed, Session session) {
        CommandLine command = parsed.asCommandLineList().getLast();
        boolean isHelp = parsed.asCommandLineList().stream().anyMatch(CommandLine::isUsageHelpRequested);
        if (isHelp) {
            if (session.isVerbose()) {
                parsed.asCommandLineList().stream().filter(RexrayCommand::mayReadConfig)
                        .forEach(RexrayCommand::showFlags);
            }
            return new RunLast().execute(parsed);
        }
        objection(command, session).ifPresent(what -> {
            throw new ParameterException(command, what);
        });
        session.namedLogLevel().ifPresent(LogSetup::setLevel);
        return new RunLast().execute(parsed);
    }

    /** What speaks against the options that all commands have. */
    private static Optional<String> objection(CommandLine command, Session session) {
        if (session.isVerbose()) {
            return Optional.of("--verbose shows more of the help; add --help, or remove it");
        }
        if (session.namesConfig() && !(command.getCommand() instanceof SessionCommand)) {
            return Optional.of(command.getCommandSpec().qualifiedName() + " reads no configuration; remove "
                    + (session.namedConfig().isPresent() ? "-c" : session.flags().words().getFirst()));
        }
        if (session.namedService().isPresent() && !(command.getCommand() instanceof OfOneService)) {
            return Optional.of(command.getCommandSpec().qualifiedName() + " is not for one service; remove -s");
        }
        return session.flags().problem();
    }

    private static boolean mayReadConfig(CommandLine line) {
        return line.getCommand() instanceof SessionCommand || !line.getSubcommands().isEmpty();
    }

    private static void showFlags(CommandLine line) {
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        Stream<String> flags = Flags.help().entrySet().stream()
                .map(flag -> "  " + flag.getKey() + "%n        " + flag.getValue().replace("%", "%%"));
        usage.footer(Stream.of(Stream.of(usage.footer()),
                Stream.of("", "Flags that override keys of the configuration:"), flags).flatMap(lines -> lines)
                .toArray(String[]::new));
    }

    private static Menu serviceCommands(Menu menu, Session session) {
        return menu.with("start", () -> new StartCommand(session)).with("stop", () -> new StopCommand(session))
                .with("restart", () -> new RestartCommand(session)).with("status", () -> new StatusCommand(session));
    }

    /** Gives every command its help, its examples and the meaning of the exit codes. */
    private static void describe(CommandLine line) {
        CommandSpec spec = line.getCommandSpec();
        if (spec.optionsMap().get("--help") == null) {
            spec.addOption(OptionSpec.builder("-?", "--help").usageHelp(true).description("Shows this help.").build());
        }
        spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.meanings(spec.userObject()));
        Examples.show(spec);
        line.getSubcommands().values().stream().distinct().forEach(RexrayCommand::describe);
    }

    /** The command line that this process was started by, without the arguments of the program itself. */
    private static List<String> thisProgram(String... arguments) {
        try {
            String[] all = Files.readString(Path.of("/proc/self/cmdline"), StandardCharsets.UTF_8).split("\0", -1);
            // A NUL stands after each argument, so that the last piece is none.
            return Arrays.asList(all).subList(0, Math.max(0, all.length - 1 - arguments.length));
        } catch (IOException e) {
            throw new HostFailure("/proc/self/cmdline cannot be read: " + Reason.of(e), "mount /proc", e);
        }
    }
}
