package rexray;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** README and the pages below {@code docs}. */
final class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Path INDEX = Path.of("docs/README.md");

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")),
                    files.filter(file -> file.toString().endsWith(".md")).sorted()).toList();
        }
    }

    /** Without fenced code, in which brackets are code. */
    private static String prose(Path page) {
        try {
            return Files.readString(page).replaceAll("(?ms)^```.*?^```", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> links(Path page) {
        return LINK.matcher(prose(page)).results().map((MatchResult link) -> link.group(1))
                .filter(target -> !target.matches("[a-z]+:.*")).toList();
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path page) {
        return prose(page).lines().filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean resolves(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    @Test
    void everyRelativeLinkResolves() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            links(page).stream().filter(link -> !resolves(page, link)).forEach(link -> broken.add(page + ": " + link));
        }

        assertEquals(List.of(), broken);
    }

    @Test
    void noPageHasMarksOfAnUnfinishedMerge() throws IOException {
        for (Path page : pages()) {
            assertTrue(Files.readAllLines(page).stream().noneMatch(line -> line.matches("(<{7}|>{7}|={7})( .*)?")),
                    page + " was merged and not finished");
        }
    }

    @Test
    void indexLeadsToEveryPage() throws IOException {
        Set<Path> reached = links(INDEX).stream().map(link -> INDEX.resolveSibling(link).normalize())
                .collect(Collectors.toCollection(TreeSet::new));

        for (Path page : pages()) {
            assertTrue(page.startsWith("docs/decisions") || page.equals(INDEX) || reached.contains(page)
                    || page.equals(Path.of("README.md")), page + " is not in " + INDEX);
        }
    }

    /** Pages name the tests that keep what they promise. */
    @Test
    void everyTestThatAPageNamesIsThere() throws IOException {
        Set<String> classes;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            classes = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".java"))
                    .map(name -> name.replaceFirst("\\.java$", "")).collect(Collectors.toSet());
        }
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            Pattern.compile("`([A-Z]\\w+(?:Test|IT))\\b").matcher(prose(page)).results().map(name -> name.group(1))
                    .filter(name -> !classes.contains(name) && !name.matches("(Foo|Bar)\\w*"))
                    .forEach(name -> missing.add(page + ": " + name));
        }

        assertEquals(List.of(), missing);
    }
}
