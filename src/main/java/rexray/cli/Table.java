package rexray.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of text in columns that are as wide as their longest cell, two spaces apart. */
final class Table {
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";
    private final List<List<String>> rows = new ArrayList<>();

    Table row(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    Table row(String... cells) {
        return row(List.of(cells));
    }

    /** The lines; the first in bold if {@code style} has colours. */
    List<String> lines(Style style) {
        List<Integer> widths = IntStream.range(0, rows.stream().mapToInt(List::size).max().orElse(0))
                .mapToObj(this::width).toList();
        List<String> lines = new ArrayList<>(rows.stream().map(row -> line(row, widths)).toList());
        if (style == Style.COLOURED && !lines.isEmpty()) {
            lines.set(0, BOLD + lines.getFirst() + PLAIN);
        }
        return lines;
    }

    /** What a screen can show, and a file should not have. */
    enum Style {
        PLAIN,
        COLOURED
    }

    private int width(int column) {
        return rows.stream().filter(row -> column < row.size()).mapToInt(row -> row.get(column).length()).max()
                .orElse(0);
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            line.append(row.get(column)).append(" ".repeat(widths.get(column) - row.get(column).length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
