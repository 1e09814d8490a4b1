package rexray.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rexray.config.ConfigException;
import rexray.config.ConfigFile;
import rexray.config.Configuration;
import rexray.config.LogLevel;
import rexray.doctor.Finding;
import rexray.events.EventTail;
import rexray.log.LogSetup;
import rexray.support.Bundle;
import rexray.support.HostItems;
import rexray.support.Item;
import rexray.support.Redaction;
import rexray.volume.VolumeOptions;

/** {@code rexray support}. It works with whatever is broken: what cannot be had says so in its place. */
@Command(name = "support", footer = "rexray support -o /root/rexray-support.tar.gz", description = {
        "Collects what support needs to know about this host into an archive, without passwords. Changes nothing else.",
        "The archive contains names of volumes and hosts, and addresses: review it before you pass it on."})
final class SupportCommand extends SessionCommand {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
            .withZone(ZoneId.systemDefault());
    private static final int EVENTS = 5000;

    @Option(names = {"-o",
            "--output"}, paramLabel = "FILE", description = "The archive. Default: rexray-support-HOST-TIME.tar.gz"
                    + " in the current directory")
    private @Nullable Path output;

    SupportCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        LogSetup.setLevel(session().namedLogLevel().orElse(LogLevel.ERROR));
        Instant now = Instant.now();
        String folder = "rexray-support-" + hostName() + "-" + STAMP.format(now);
        Path file = (output == null ? Path.of(folder + ".tar.gz") : output).toAbsolutePath();
        Optional<Configuration> config = config();
        Redaction redaction = config.map(Redaction::new).orElseGet(Redaction::new);
        new Bundle(redaction, now).write(file, folder, items(config)).forEach(out()::println);
        out().println("packed into " + file);
        return ExitCode.OK;
    }

    private List<Item> items(Optional<Configuration> config) {
        List<Item> items = new ArrayList<>();
        items.add(new Item("version.txt", "which REX-Ray, on which Java",
                () -> "rexray " + Version.current() + ", Java " + Runtime.version() + "\n"));
        items.add(new Item("config.txt", "each setting, and where it comes from; secrets as ****", this::settings));
        items.add(new Item("status.txt", "whether the service runs, and is ready", this::status));
        items.add(new Item("doctor.txt", "what `rexray doctor` finds", () -> session().backend()
                .diagnose(session().configFile(), Optional.empty()).stream().map(Finding::toString)
                .collect(Collectors.joining("\n"))));
        items.add(new Item("events.jsonl", "what happened to volumes", () -> events(config)));
        items.add(new Item("log.txt", "the end of the log of a service without systemd",
                () -> HostItems.tail(session().places().log())));
        if (config.isEmpty()) {
            items.add(notes("", VolumeOptions.MOUNT_ROOT, VolumeOptions.STATE_DIRECTORY, VolumeOptions.RUN_DIRECTORY));
        }
        config.ifPresent(known -> known.services().forEach(service -> {
            String suffix = known.label(service).map(name -> "-" + name).orElse("");
            VolumeOptions volumes = service.volumes();
            items.add(notes(suffix, volumes.mountRoot(), volumes.stateDirectory(), volumes.runDirectory()));
            items.add(new Item("sdc" + suffix + ".txt", "what the SDC says of itself",
                    () -> session().backend().client(service)));
        }));
        items.addAll(HostItems.all());
        if (Files.exists(session().places().systemd())) {
            items.addAll(HostItems.systemd());
        }
        return items;
    }

    private static Item notes(String suffix, Path mountRoot, Path... directories) {
        return new Item("notes" + suffix + ".txt", "the notes of the service: mappings, users, losses",
                () -> HostItems.notes(mountRoot, directories));
    }

    private Optional<Configuration> config() {
        try {
            return Optional.of(session().loadConfig());
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    private String settings() {
        try {
            ConfigFile file = session().configFile();
            List<String> lines = new ArrayList<>();
            for (String service : file.services()) {
                lines.add("Service " + service + ":");
                lines.addAll(file.origins(Optional.of(service)));
            }
            try {
                file.load();
            } catch (ConfigException e) {
                lines.add("What is wrong with it:");
                lines.addAll(e.lines());
            }
            return String.join("\n", lines) + "\n";
        } catch (ConfigException e) {
            return String.join("\n", e.lines()) + "\n";
        }
    }

    private String status() {
        return session().files().running()
                .map(daemon -> "rexray is running (pid " + daemon.pid() + ")\n"
                        + session().files().status(daemon).map(Status::json).orElse("it has not reported anything"
                                + " yet\n"))
                .orElse("rexray is not running\n");
    }

    private static String events(Optional<Configuration> config) {
        if (config.isEmpty()) {
            return "";
        }
        List<String> lines = new EventTail(config.get().events().file()).next();
        return lines.stream().skip(Math.max(0, lines.size() - EVENTS)).map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    /** As the kernel calls it; made fit for a file's name. */
    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "_");
        } catch (UnknownHostException e) {
            return "host";
        }
    }
}
