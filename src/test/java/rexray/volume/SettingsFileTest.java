package rexray.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rexray.volume.VolumeException.HostFailure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SettingsFileTest {
    private static final Path FILE = SettingsFile.on(Path.of("/var/lib/rexray/volumes/db"));
    private static final VolumeId ID = new VolumeId("2f9b5c1e7a3d4610", "91c4e6a000000002");
    private static final VolumeSettings ALL = new VolumeSettings(Optional.of(Size.ofGb(10)),
            Optional.of(MkfsOptions.parse("-b 1024")), Optional.of(MountOptions.parse("noatime,nosuid")),
            Optional.of(Access.READ_ONLY), Optional.of(1000L), Optional.of(51200L), Optional.of(new Owner(999, 998)),
            Optional.of(02750));

    @Test
    void whatIsWrittenIsRead() {
        SettingsFile file = new SettingsFile(ID, "db", ALL);
        assertEquals(file, SettingsFile.parse(file.text(), FILE));
    }

    @Test
    void whatIsNotRememberedIsNotWritten() {
        String text = new SettingsFile(ID, "db", VolumeSettings.NONE).text();
        assertFalse(text.contains("null") || text.contains("owner"), text);
        assertEquals(VolumeSettings.NONE, SettingsFile.parse(text, FILE).settings());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        ''                                                                        | not written by REX-Ray
        {                                                                         | cannot be read
        []                                                                        | not written by REX-Ray
        {}                                                                        | not written by REX-Ray
        {'version':'1'}                                                           | not written by REX-Ray
        {'version':2,'anything':1}                                                | version 2
        {'version':1}                                                             | do not say which volume they belong to
        {'version':1,'system':'2f','volume':'91','name':'db'} {}                  | cannot be read
        {'version':1,'version':1,'system':'2f','volume':'91','name':'db'}         | cannot be read
        {'version':1,'system':'2f','volume':'91','name':'db','script':'rm'}       | script
        {'version':1,'system':'../2f','volume':'91','name':'db'}                  | contain an invalid value
        {'version':1,'system':'2f','volume':'91','name':'db','iops':3}            | too low
        {'version':1,'system':'2f','volume':'91','name':'db','iops':'30'}         | cannot be read
        {'version':1,'system':'2f','volume':'91','name':'db','mountOptions':'suid,bind'} | mount option 'suid'
        {'version':1,'system':'2f','volume':'91','name':'db','owner':'root:root'} | owner 'root:root'
        {'version':1,'system':'2f','volume':'91','name':'db','mode':'999'}        | mode '999'
        {'version':1,'system':'2f','volume':'91','name':'db','readOnly':'yes'}    | cannot be read
        {'version':1,'system':'2f','volume':'91','name':'db','sizeInBytes':0}     | contain an invalid value
        """)
    void whatIsNotUnderstoodIsAnErrorWithARemedy(String text, String why) {
        HostFailure failure = assertThrows(HostFailure.class,
                () -> SettingsFile.parse(text.replace('\'', '"'), FILE));
        assertTrue(failure.problem().contains(why) && failure.problem().contains(FILE.toString()),
                failure.problem());
        assertFalse(failure.remedy().isBlank());
    }

    @Test
    void pageShowsAWholeFile() throws IOException {
        String page = Files.readString(Path.of("docs/reference/volume-settings.md"));
        String text = page.substring(page.indexOf("```json") + "```json".length(), page.lastIndexOf("```"));
        SettingsFile read = SettingsFile.parse(text, FILE);
        assertEquals(text.replaceAll("\\s", ""), read.text().replaceAll("\\s", ""));
        assertEquals(ALL.byName().keySet(), read.settings().byName().keySet(), "it shows every member");
    }

    @Test
    void largeFileIsNotRead() {
        String text = new SettingsFile(ID, "db", ALL).text() + " ".repeat(SettingsFile.LARGEST);
        assertThrows(HostFailure.class, () -> SettingsFile.parse(text, FILE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ro               | readOnly=true
        nobarrier        | power fails
        discard          | fstrim
        bind             | not supported on a mounted ext4 or xfs
        data=writeback   | loses data
        noatime,relatime | contradict
        nosuid,nosuid    | twice
        noatime;reboot   | not supported
        noatime,,nosuid  | not supported
        """)
    void mountOptionThatMayHarmIsRefusedWithTheReason(String text, String why) {
        String message = assertThrows(VolumeException.RefusedInput.class, () -> MountOptions.parse(text)).getMessage();
        assertTrue(message.contains(why), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        postgres:postgres | may mean another number on another host
        999               | not a user and a group
        999:              | not a user and a group
        -1:0              | not a user and a group
        4294967295:0      | no user or group has
        """)
    void ownerIsTwoNumbers(String text, String why) {
        String message = assertThrows(VolumeException.RefusedInput.class, () -> Owner.parse("owner", text))
                .getMessage();
        assertTrue(message.contains(why), message);
    }
}
