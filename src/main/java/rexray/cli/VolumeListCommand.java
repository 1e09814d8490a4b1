package rexray.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rexray volume ls}. */
@Command(name = "ls", aliases = {"l", "list"}, description = {
        "Lists all volumes of the array: id, name, status, size in GB.",
        "available: nobody holds it. attached: this host does. unavailable: somebody else does."})
final class VolumeListCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    VolumeListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("ID", "Name", "Status", "Size")));
        session.backend().volumes(session.loadConfig()).stream().sorted(Comparator.comparing(VolumeListing::name))
                .map(volume -> List.of(volume.id(), volume.name(), volume.state().toString(),
                        Long.toString(volume.size().gb())))
                .forEach(rows::add);
        List<Integer> widths = IntStream.range(0, 4)
                .mapToObj(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)).toList();
        rows.forEach(row -> spec.commandLine().getOut().println(line(row, widths)));
        return ExitCode.OK;
    }

    private static String line(List<String> row, List<Integer> widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> row.get(column) + " ".repeat(widths.get(column) - row.get(column).length()))
                .collect(Collectors.joining("  ")).stripTrailing();
    }
}
