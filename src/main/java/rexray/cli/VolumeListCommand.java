package rexray.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/** {@code rexray volume ls}. */
@Command(name = "ls", aliases = {"l", "list"}, description = {
        "Lists all volumes of the array: id, name, status, size in GB.",
        "available: nobody holds it. attached: this host does. unavailable: somebody else does."})
final class VolumeListCommand extends SessionCommand {
    VolumeListCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("ID", "Name", "Status", "Size")));
        session().backend().volumes(session().loadConfig()).stream().sorted(Comparator.comparing(VolumeListing::name))
                .map(volume -> List.of(volume.id(), volume.name(), volume.state().toString(),
                        Long.toString(volume.size().gb())))
                .forEach(rows::add);
        List<Integer> widths = IntStream.range(0, 4)
                .mapToObj(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)).toList();
        rows.forEach(row -> out().println(line(row, widths)));
        return ExitCode.OK;
    }

    private static String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> row.get(column) + " ".repeat(widths.get(column) - row.get(column).length()))
                .collect(Collectors.joining("  ")).stripTrailing();
    }
}
