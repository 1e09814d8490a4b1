package rexray.config;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

final class YamlSettingsTest {
    private static List<Setting> settings(String text) {
        return YamlSettings.read(ConfigText.FILE, text, new ArrayList<>());
    }

    private static String onlyProblemOf(String text) {
        List<String> problems = ConfigText.problemsOf(text);
        assertEquals(1, problems.size(), problems::toString);
        return problems.getFirst();
    }

    @Test
    void valuesKeepTheirText() {
        assertEquals(List.of("0700", "2.0", "1e3", "yes", "0x1F"),
                settings("a: 0700\nb: 2.0\nc: 1e3\nd: yes\ne: 0x1F\n").stream().map(s -> s.values().getFirst())
                        .toList());
    }

    @Test
    void settingsKnowTheirPlace() {
        Setting setting = settings("a:\n  b:\n    c: 1\n").getFirst();

        assertEquals("a.b.c", setting.key());
        assertEquals("f:3:5", setting.origin().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                  | f: the file is empty
        '# nothing\n'       | f: the file is empty
        'a: [1\nb: 2\n'     | f:2:2: this is not YAML: while parsing a flow sequence, expected ',' or ']'
        'a: b: c\n'         | f:1:5: this is not YAML: mapping values are not allowed here
        'a:\n\tb: 1\n'      | f:2:1: this is not YAML: a tab where only spaces are allowed
        'a: "b\n'           | f:2:1: this is not YAML: while scanning a quoted scalar, found unexpected end of stream
        'just words\n'      | f:1:1: there are no keys in it
        '- a\n- b\n'        | f:1:1: there are no keys in it
        'a: 1\n---\nb: 2\n' | f:3:1: a second YAML document begins here
        """)
    void whatCannotBeReadIsToldWithItsPlace(String text, String message) {
        String problem = ConfigText.problemsOf(text.translateEscapes()).getFirst();

        assertEquals(message, problem.substring(0, Math.min(problem.length(), message.length())));
    }

    @Test
    void charactersThatYamlForbidsAreTold() {
        assertEquals("f: this is not YAML: it contains characters that YAML forbids; save it as plain UTF-8 text",
                onlyProblemOf("a: \u0001\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        'linux: &x\n  volume:\n    filemode: 0700\n' | f:5:8: linux has a YAML anchor
        'linux:\n  volume:\n    filemode: !x 0700\n' | f:7:15: linux.volume.filemode has a YAML tag
        'linux:\n  <<: {a: b}\n'                     | f:6:3: a key that is not a plain word
        'linux:\n  ? [a]\n  : b\n'                   | f:6:5: a key that is not a plain word
        'rexray:\n  storageDrivers: [{a: b}]\n'      | f:6:20: an item of the list rexray.storageDrivers is not a plain value
        """)
    void yamlBeyondKeysAndValuesIsRefused(String more, String message) {
        String problem = onlyProblemOf(ConfigText.NEEDED + more.translateEscapes());

        assertEquals(message, problem.substring(0, Math.min(problem.length(), message.length())));
    }

    @Test
    void keysGivenTwiceAreRefusedWhateverTheirCase() {
        assertEquals("f:5:3: scaleio.USERNAME is given twice, first at line 3; keep one of them",
                onlyProblemOf(ConfigText.NEEDED + "  USERNAME: root\n"));
    }

    @Test
    void sectionsGivenTwiceAreRefused() {
        assertEquals("f:5:1: scaleio is given twice, first at line 1; make one section of both",
                onlyProblemOf(ConfigText.NEEDED + "scaleio:\n  systemID: 0\n"));
    }

    @Test
    void dottedKeysAreSections() {
        assertEquals(LogLevel.DEBUG, ConfigText.read(ConfigText.NEEDED + "rexray.logLevel: debug\n").logLevel());
    }

    /** Whatever a password begins with, no message repeats it. */
    @ParameterizedTest
    @ValueSource(strings = {"*hunter2", "&hunter2", "!hunter2", "!h!hunter2", "@hunter2", "%hunter2", "`hunter2",
            "{hunter2}",
            "{{ hunter2 }}", "[hunter2]", "[hunter2", "{hunter2", "|hunter2", ">hunter2", "\"hunter2\\xhunter2\"",
            "\"hunter2",
            "'hunter2", "hunter2: x", "- hunter2", "? hunter2", "\"\\Qhunter2\"", "'hunter2' x", "\"\\u00zz hunter2\"",
            "<hunter2", "&a *hunter2", "!!hunter2 x", "!<hunter2", "\n    hunter2: x", "\n  - hunter2", "\thunter2: x",
            "!!binary hunter2", "hunter2\nscaleio.endpoint", "!!int hunter2", "&hunter2 x", "#hunter2"})
    void noMessageShowsAPassword(String password) {
        String text = "scaleio:\n  endpoint: ftp://gw\n  userName: admin\n  password: " + password + "\n";

        ConfigException e = assertThrows(ConfigException.class, () -> ConfigText.read(text));

        assertFalse(e.toString().contains("hunter2"), e.toString());
    }

    @Test
    void passwordWithoutASpaceBeforeItIsNotShown() {
        ConfigException e = assertThrows(ConfigException.class,
                () -> ConfigText.read("scaleio:\n  password:hunter2\n"));

        assertFalse(e.toString().contains("hunter2"), e.toString());
    }
}
