package rexray.cli;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import rexray.config.ConfigImport;
import rexray.config.ConfigImport.Choice;
import rexray.volume.Reason;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.RefusedInput;

import static java.nio.charset.StandardCharsets.UTF_8;

/** {@code rexray config import}. */
@Command(name = "import", footer = {"rexray config import old.yml",
        "rexray config import --choose ran -o /etc/rexray/config.yml old.yml"}, description = {
                "Converts a configuration of the original, or the environment of its managed plugin.",
                "It says, key by key, what becomes of it. Where the original did something other than the file says, or than"
                        + " is done here, you must choose."})
final class ConfigImportCommand extends SessionCommand {
    @Parameters(paramLabel = "FILE", description = "The original's config.yml, or lines of NAME=value.")
    private @Nullable Path file;

    @Option(names = "--from", paramLabel = "VERSION", description = "The version of the original that the file was"
            + " written for. Default: 0.11.4")
    private String version = "0.11.4";

    @Option(names = "--choose", paramLabel = "CHOICE", description = "file: as the file says. ran: as the original"
            + " really behaved.")
    private @Nullable String choice;

    @Option(names = {"-o",
            "--output"}, paramLabel = "FILE", description = "Writes the new configuration to this file, readable"
                    + " by its owner only.")
    private @Nullable Path output;

    ConfigImportCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        Path from = Objects.requireNonNull(file);
        ConfigImport read = ConfigImport.read(from, version, choice());
        read.report().forEach(out()::println);
        if (read.isUndecided()) {
            spec().commandLine().getErr().println("rexray: " + from
                    + " says something other than what the original did, or what is done here; see the lines with CHOOSE,"
                    + " and choose which to keep with --choose file or --choose ran");
            return ExitCode.FAILED;
        }
        if (output != null) {
            write(output, read.text());
            out().println("written to " + output + "; see 'rexray config check -c " + output + "'");
        }
        return ExitCode.OK;
    }

    private Optional<Choice> choice() {
        return Optional.ofNullable(choice).map(text -> switch (text) {
            case "file" -> Choice.FILE;
            case "ran" -> Choice.RAN;
            default -> throw new ParameterException(spec().commandLine(),
                    "--choose '" + text + "' is neither file nor ran");
        });
    }

    private static void write(Path output, String text) {
        try (var channel = Files.newByteChannel(output,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                var writer = Channels.newWriter(channel, UTF_8)) {
            writer.write(text);
        } catch (FileAlreadyExistsException e) {
            throw new RefusedInput(output + " is there already", "name another file, or move it away");
        } catch (IOException e) {
            throw new HostFailure(output + " cannot be written: " + Reason.of(e), "check the directory", e);
        }
    }
}
