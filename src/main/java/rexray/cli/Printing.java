package rexray.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import rexray.admin.Json;

/** How a command shows its result: the options that say so, and the showing. */
final class Printing {
    @Option(names = {"-f",
            "--format"}, paramLabel = "FORMAT", converter = FormatConverter.class, description = "tmpl (a table, the default), json, jsonp (indented), or yaml.")
    private Format format = Format.TMPL;

    @Option(names = "--template", paramLabel = "TEXT", description = "Go template, such as '{{range .D}}{{.Name}}\\n{{end}}'.")
    private @Nullable String template;

    @Option(names = "--templateTabs", paramLabel = "BOOL", arity = "0..1", fallbackValue = "true", description = "Whether tab-separated columns are aligned. Default: true")
    private boolean templateTabs = true;

    @Option(names = {"-q", "--quiet"}, description = "Prints ids only, one per line.")
    private boolean quiet;

    enum Format {
        TMPL,
        JSON,
        JSONP,
        YAML
    }

    static final class FormatConverter implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "tmpl" -> Format.TMPL;
                case "json" -> Format.JSON;
                case "jsonp" -> Format.JSONP;
                case "yaml" -> Format.YAML;
                default -> throw new TypeConversionException(
                        "'" + text + "' is no format; use tmpl, json, jsonp or yaml");
            };
        }
    }

    /** Whether nothing was said of how to show it. */
    boolean isTable() {
        return !quiet && template == null && format == Format.TMPL;
    }

    /**
     * Shows one result.
     *
     * @param columns of the table, each a field of all rows
     */
    void show(PrintWriter out, List<? extends Shown> results, List<String> columns) {
        if (quiet) {
            results.forEach(result -> out.println(result.id()));
        } else if (template != null) {
            String text = new GoTemplate(template).apply(results.stream().map(Shown::fields).toList(),
                    results.isEmpty() ? columns : List.copyOf(results.getFirst().fields().keySet()));
            out.print(templateTabs ? GoTemplate.alignTabs(text) : text);
            out.flush();
        } else {
            switch (format) {
                case TMPL -> table(results, columns).lines(style()).forEach(out::println);
                case JSON -> out.println(Json.write(objects(results)));
                case JSONP -> out.println(Json.writeIndented(objects(results)));
                case YAML -> {
                    out.print(Yaml.write(objects(results)));
                    out.flush();
                }
            }
        }
    }

    private static List<Map<String, @Nullable Object>> objects(List<? extends Shown> results) {
        return results.stream().map(Shown::json).toList();
    }

    private static Table table(List<? extends Shown> results, List<String> columns) {
        Table table = new Table().row(columns);
        results.forEach(result -> {
            Map<String, String> fields = result.fields();
            table.row(columns.stream().map(column -> fields.getOrDefault(column, "")).toList());
        });
        return table;
    }

    private static Table.Style style() {
        return Terminal.OUT.hasColour() ? Table.Style.COLOURED : Table.Style.PLAIN;
    }

    /** One thing that can be shown. */
    interface Shown {
        String id();

        /** By the names of columns and template fields, in order. */
        Map<String, String> fields();

        Map<String, @Nullable Object> json();
    }
}
