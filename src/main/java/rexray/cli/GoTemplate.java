package rexray.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rexray.volume.VolumeException.RefusedInput;

/**
 * The part of Go's templates that the original's users write: text, {@code {{range .D}} … {{end}}} over all rows, and
 * fields such as {@code {{.Name}}}. A backslash with n or t is a line's end or a tab.
 */
final class GoTemplate {
    private static final Pattern ACTION = Pattern.compile("\\{\\{-?\\s*(.*?)\\s*-?}}");
    private final String text;

    GoTemplate(String text) {
        this.text = text.replace("\\n", "\n").replace("\\t", "\t");
    }

    /** @param rows each a map of field names to values, all with the same fields */
    String apply(List<? extends Map<String, String>> rows, List<String> fields) {
        List<Piece> pieces = parse(fields);
        StringBuilder result = new StringBuilder();
        int i = 0;
        while (i < pieces.size()) {
            if (pieces.get(i) instanceof Piece.Range range) {
                List<Piece> body = pieces.subList(i + 1, range.end());
                rows.forEach(row -> body.forEach(piece -> append(result, piece, row)));
                i = range.end() + 1;
            } else {
                append(result, pieces.get(i), Map.of());
                i++;
            }
        }
        return result.toString();
    }

    private sealed interface Piece {
        record Text(String text) implements Piece {}

        record Field(String name) implements Piece {}

        /** @param end the place of the {@code end} that belongs to it */
        record Range(int end) implements Piece {}

        record End() implements Piece {}
    }

    private static void append(StringBuilder result, Piece piece, Map<String, String> row) {
        switch (piece) {
            case Piece.Text literal -> result.append(literal.text());
            case Piece.Field field -> result.append(row.getOrDefault(field.name(), ""));
            case Piece.Range range -> throw new IllegalStateException("nested " + range);
            case Piece.End end -> throw new IllegalStateException("stray " + end);
        }
    }

    private List<Piece> parse(List<String> fields) {
        List<Piece> pieces = new ArrayList<>();
        int open = -1;
        int from = 0;
        Matcher matcher = ACTION.matcher(text);
        while (matcher.find()) {
            pieces.add(new Piece.Text(text.substring(from, matcher.start())));
            from = matcher.end();
            String action = matcher.group(1);
            if (action.equals("range .D") && open < 0) {
                open = pieces.size();
                pieces.add(new Piece.End());
            } else if (action.equals("end") && open >= 0) {
                pieces.set(open, new Piece.Range(pieces.size()));
                pieces.add(new Piece.End());
                open = -1;
            } else if (open >= 0 && action.startsWith(".") && fields.contains(action.substring(1))) {
                pieces.add(new Piece.Field(action.substring(1)));
            } else {
                throw refused("{{" + action + "}} means nothing here", fields);
            }
        }
        if (open >= 0) {
            throw refused("{{range .D}} has no {{end}}", fields);
        }
        pieces.add(new Piece.Text(text.substring(from)));
        return pieces;
    }

    private static RefusedInput refused(String what, List<String> fields) {
        return new RefusedInput("the template is not one: " + what,
                "write {{range .D}}{{.Name}}\\n{{end}} with fields of " + fields);
    }

    /** Columns that tabs part, brought into line as the original does. */
    static String alignTabs(String text) {
        if (text.indexOf('\t') < 0) {
            return text;
        }
        Table table = new Table();
        text.lines().forEach(line -> table.row(Arrays.asList(line.split("\t", -1))));
        return String.join("\n", table.lines(Table.Style.PLAIN)) + (text.endsWith("\n") ? "\n" : "");
    }
}
