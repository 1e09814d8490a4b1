package rexray;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    /** A class of tests, maybe with a method; or a method. */
    private static final Pattern TEST = Pattern
            .compile("`(?:([A-Z]\\w+(?:Test|IT))(?:\\.([a-z]\\w*…?))?|([a-z]+[A-Z]\\w*…?|[a-z]+…))`");
    private static final Path INDEX = Path.of("docs/README.md");

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")),
                    files.filter(file -> file.toString().endsWith(".md")).sorted()).toList();
        }
    }

    /** Without fenced code, in which brackets are code. */
    private static String prose(Path page) {
        return read(page).replaceAll("(?ms)^```.*?^```", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
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
        Map<String, String> tests = tests();
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            prose(page).lines().flatMap(line -> namedTests(line).stream())
                    .filter(test -> !test.isIn(tests) && !test.of().matches("(Foo|Bar)\\w*"))
                    .forEach(test -> missing.add(page + ": " + test));
        }

        assertEquals(List.of(), missing);
    }

    @Test
    void testOfANameThatNoMethodBearsIsMissed() {
        Map<String, String> tests = Map.of("DbIT", "void isThere() {}");

        assertEquals(List.of(true, true, true, false, false, true, false),
                namedTests("| it is | `DbIT`, `DbIT.isThere`, `is…`, `isNotThere`, `DbIT.isNot` and `isThe…`, `XT.x`,"
                        + " `NoTest` |").stream().map(test -> test.isIn(tests)).toList());
    }

    /** The sources of the tests, by the name of the class. */
    private static Map<String, String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            return files.filter(file -> file.toString().matches(".*(Test|IT)\\.java"))
                    .collect(Collectors.toMap(file -> file.getFileName().toString().replace(".java", ""),
                            DocumentsTest::read, String::concat));
        }
    }

    /** A method without its class stands behind one with it, in the same row. */
    private static List<NamedTest> namedTests(String line) {
        List<NamedTest> named = new ArrayList<>();
        String of = "";
        for (MatchResult name : TEST.matcher(line).results().toList()) {
            if (name.group(1) != null) {
                of = name.group(1);
                named.add(new NamedTest(of, Optional.ofNullable(name.group(2)).orElse("")));
            } else if (!of.isEmpty()) {
                named.add(new NamedTest(of, name.group(3)));
            }
        }
        return named;
    }

    /**
     * A test as a page names it.
     *
     * @param method empty for all of the class; may be its beginning and an ellipsis
     */
    private record NamedTest(String of, String method) {
        boolean isIn(Map<String, String> tests) {
            String source = tests.getOrDefault(of, "");
            return method.isEmpty()
                    ? !source.isEmpty()
                    : source.contains("void " + (method.endsWith("…")
                            ? method.substring(0, method.length() - 1)
                            : method + "("));
        }
    }
}
