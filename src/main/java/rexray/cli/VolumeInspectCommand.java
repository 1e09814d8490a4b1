package rexray.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import rexray.admin.Administration;

/** {@code rexray volume inspect}. */
@Command(name = "inspect", footer = "rexray volume inspect db", description = "Shows everything known about volumes: who holds them, who uses them here, and where.")
final class VolumeInspectCommand extends VolumeCommand {
    @Parameters(paramLabel = "VOLUME", arity = "1..*", description = "Name, id, an unambiguous prefix, or /regex/.")
    private List<String> words = new ArrayList<>();

    @Mixin
    private Printing printing = new Printing();

    VolumeInspectCommand(Session session) {
        super(session);
    }

    @Override
    VolumeAccess.Purpose purpose() {
        return VolumeAccess.Purpose.READ;
    }

    @Override
    int run(Administration volumes) {
        Selection selection = new Selection(volumes, Selection.Precision.PREFIX);
        List<VolumeRow> rows = new ArrayList<>();
        int code = each(words, Diligence.GO_ON,
                word -> selection.find(word).forEach(volume -> rows.add(new VolumeRow(volume))));
        if (printing.isTable()) {
            for (VolumeRow row : rows) {
                Table table = new Table();
                row.json().forEach((name, value) -> table.row(name, text(value)));
                table.lines(Table.Style.PLAIN).forEach(out()::println);
                out().println();
            }
        } else {
            printing.show(out(), rows, VolumeRow.COLUMNS);
        }
        return code;
    }

    private static String text(@Nullable Object value) {
        return value instanceof List<?> list
                ? String.join(", ", list.stream().map(String::valueOf).toList())
                : String.valueOf(value);
    }
}
