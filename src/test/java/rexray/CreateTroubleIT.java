package rexray;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What may not be created, and how it is said. */
class CreateTroubleIT {
    private static Site site;
    private static TestHost host;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        site = Site.start(directory);
        host = site.host("node01").startReady();
    }

    @AfterAll
    static void close() throws Exception {
        site.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                               | the volume name is empty        | give the volume a name
        up/down                          | contains the character '/'      | letters, digits
        ..                               | '..' is a directory's own name  | choose another name
        .                                | '.' is a directory's own name   | choose another name
        two words                        | 'two words'                     | without spaces
        straße                           | 'straße'                        | ASCII
        line\\nbreak                     | contains the character \\u000a  | letters, digits
        """)
    void nameThatNoVolumeCanHaveIsRefused(String name, String cause, String remedy) throws Exception {
        site.assertRefused(() -> host.create(name, ""), cause, remedy);
    }

    @Test
    void nameThatIsTooLongForAFileIsRefused() throws Exception {
        site.assertRefused(() -> host.create("n".repeat(256), ""), "256 characters is too long", "at most 255");
    }

    /** Nobody can have made a volume of such a name, so it is not there, whatever is asked of it. */
    @ParameterizedTest
    @ValueSource(strings = {"two words", "straße"})
    void nameThatNoVolumeCanHaveIsNotFound(String name) throws Exception {
        site.assertRefused(() -> host.mount(name, "c"), name, "does not exist");
        assertEquals(200, host.unmount(name, "c").status());
        assertEquals(200, host.remove(name).status());
    }

    @ParameterizedTest
    @CsvSource({"up/down", "..", "''"})
    void nameThatIsNoPlainFileNameIsRefusedByEveryMethod(String name) throws Exception {
        site.assertRefused(() -> host.mount(name, "c"), "name");
        site.assertRefused(() -> host.unmount(name, "c"), "name");
        site.assertRefused(() -> host.remove(name), "name");
    }

    @ParameterizedTest
    @CsvSource({"0", "-8", "ten", "1.5", "8XB", "99999999999999999999"})
    void sizeThatIsNoneIsRefused(String size) throws Exception {
        site.assertRefused(() -> host.create("db", "\"size\":\"" + size + "\""), "size '" + size + "'",
                "whole number of GB", "16GB");
    }

    @Test
    void optionWithoutAValueIsRefused() throws Exception {
        site.assertRefused(() -> host.create("db", "\"size\":\"\""), "option size is empty", "leave it out");
    }

    @Test
    void sizeLargerThanThePoolIsRefusedWithWhatIsLeft() throws Exception {
        site.assertRefused(() -> host.create("db", "\"size\":\"2000\""), "2000 GB", "storage pool hdd",
                " GB left", "smaller size");
    }

    @Test
    void unknownOptionIsRefusedWithThoseThatThereAre() throws Exception {
        site.assertRefused(() -> host.create("db", "\"colour\":\"blue\""), "no option colour", "size", "volumeType");
        site.assertRefused(() -> host.create("db", "\"encrypted\":\"true\""), "encrypted", "storage pools",
                "leave it out");
    }

    @Test
    void unknownPoolIsRefusedWithThoseThatThereAre() throws Exception {
        site.assertRefused(() -> host.create("db", "\"volumeType\":\"ssd\""), "no storage pool ssd", "pd1", "hdd");
    }

    @Test
    void volumeThatIsThereAndDifferentIsLeftAsItIs() throws Exception {
        host.create("taken", "\"size\":\"8\"");

        site.assertRefused(() -> host.create("taken", "\"size\":\"16\""), "taken already exists", "8 GB", "16 GB");
        assertEquals(200, host.create("taken", "\"size\":\"8\"").status());
        assertEquals(200, host.create("taken", "").status());
    }
}
