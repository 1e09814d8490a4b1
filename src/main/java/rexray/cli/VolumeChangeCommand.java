package rexray.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rexray.admin.Administration;
import rexray.admin.VolumeEntry;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeName;

/** {@code rexray volume rm}, {@code attach}, {@code detach}, {@code mount}, {@code unmount} and {@code takeover}. */
@Command
class VolumeChangeCommand extends VolumeCommand {
    private final VolumeVerb verb;

    @Parameters(paramLabel = "VOLUME", arity = "1..*", description = "Name, id, or /regex/; unless data could be lost, also an unambiguous prefix.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private Printing printing = new Printing();

    @Mixin
    private Conduct conduct = new Conduct();

    VolumeChangeCommand(Session session, VolumeVerb verb) {
        super(session);
        this.verb = verb;
    }

    /** Under its name and aliases. */
    static CommandLine line(Session session, VolumeVerb verb) {
        CommandLine line = new CommandLine(
                verb == VolumeVerb.ATTACH ? new Attach(session) : new VolumeChangeCommand(session, verb));
        line.getCommandSpec().name(verb.word()).aliases(verb.aliases().toArray(String[]::new)).usageMessage()
                .description(verb.description()).footer(verb.example());
        return line;
    }

    /** {@code rexray volume attach}, which the original could tell to take the volume from others. */
    @Command
    static final class Attach extends VolumeChangeCommand {
        @Option(names = "--force", description = "Takes them from the hosts that hold them, like takeover.")
        private boolean force;

        Attach(Session session) {
            super(session, VolumeVerb.ATTACH);
        }

        @Override
        VolumeVerb verb() {
            return force ? VolumeVerb.TAKE_OVER : VolumeVerb.ATTACH;
        }
    }

    VolumeVerb verb() {
        return verb;
    }

    @Override
    VolumeAccess.Purpose purpose() {
        return conduct.dryRun().purpose();
    }

    @Override
    int run(Administration volumes) {
        Diligence diligence = conduct.diligence();
        Set<VolumeEntry> chosen = new LinkedHashSet<>();
        int code = each(words, diligence, word -> choose(volumes, word, chosen));
        if (code != ExitCode.OK && diligence == Diligence.STOP) {
            return code;
        }
        if (conduct.dryRun().isOn()) {
            chosen.forEach(volume -> out().println(verb().announcement(volume)));
            return code;
        }
        List<VolumeRow> done = new ArrayList<>();
        int second = each(List.copyOf(chosen), diligence, volume -> {
            verb().on(volumes, new VolumeName(volume.name()));
            verb().after(volumes, volume).map(VolumeRow::new).ifPresent(done::add);
        });
        if (!done.isEmpty()) {
            printing.show(out(), done,
                    verb() == VolumeVerb.MOUNT ? VolumeRow.COLUMNS_WITH_PATH : VolumeRow.COLUMNS);
        }
        return code == ExitCode.OK ? second : code;
    }

    /** What is not there cannot be removed again, and that is no failure of a command that is repeated. */
    private void choose(Administration volumes, String word, Set<VolumeEntry> chosen) {
        try {
            chosen.addAll(new Selection(volumes, verb().precision()).find(word));
        } catch (NotFound e) {
            if (verb() != VolumeVerb.REMOVE) {
                throw e;
            }
            err().println("rexray: " + e.problem() + "; nothing is removed for it");
        }
    }
}
