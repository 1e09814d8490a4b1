package rexray.volume;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rexray.volume.CreateOptions.Option;
import rexray.volume.Volume.Provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CreateOptionsTest {
    @Test
    void nothingAskedIsAsConfigured() {
        assertEquals(NewVolume.CONFIGURED, CreateOptions.parse(null).volume());
        assertEquals(NewVolume.CONFIGURED, CreateOptions.parse(Map.of()).volume());
    }

    @Test
    void everyOptionReachesTheVolume() {
        assertEquals(
                NewVolume.sized(Optional.of(Size.ofGb(20)),
                        Layout.of(Optional.of("pd2"), Optional.of("ssd"), Optional.of(Provisioning.THICK)))
                        .formattedWith(FileSystemType.XFS),
                parse("size", "20GB", "storagePool", "ssd", "protectionDomain", "pd2", "thinOrThick",
                        "ThickProvisioned", "fsType", "XFS"));
        assertEquals(NewVolume.copyOf(new VolumeName("db@before")), parse("snapshot", "db@before"));
    }

    @Test
    void whatAVolumeRemembersReachesIt() {
        assertEquals(
                new VolumeSettings(Optional.empty(), Optional.of(MkfsOptions.parse("-b 1024")),
                        Optional.of(MountOptions.parse("noatime,nosuid")), Optional.of(Access.READ_ONLY),
                        Optional.of(1000L), Optional.of(50L * 1024), Optional.of(new Owner(999, 998)),
                        Optional.of(0750)),
                parse("mkfsOptions", "-b 1024", "MOUNTOPTIONS", "noatime, nosuid", "readonly", "true", "iops", "1000",
                        "bandwidth", "50MB", "owner", "999:998", "mode", "0750").settings());
        assertEquals(Optional.of("91c4e6a00000000f"), parse("volumeID", "91C4E6A00000000F").existing());
        assertEquals(Optional.of(Switch.OFF), parse("useRmcache", "false").layout().readCache());
        assertEquals(Optional.of(Switch.ON), parse("compression", "true").layout().compression());
    }

    @ParameterizedTest
    @CsvSource({"storagePool", "volumeType", "type", "STORAGEPOOL", "VolumeType"})
    void poolHasManyNamesInAnyCase(String name) {
        assertEquals(Layout.in(Optional.of("ssd")), parse(name, "ssd").layout());
    }

    @ParameterizedTest
    @CsvSource({"protectionDomain", "availabilityZone", "AVAILABILITYZONE"})
    void domainHasManyNamesInAnyCase(String name) {
        assertEquals(Optional.of("pd2"), parse(name, "pd2").layout().domain());
    }

    @Test
    void poolMayBeGivenWithItsDomain() {
        Layout expected = Layout.of(Optional.of("pd2"), Optional.of("ssd"), Optional.empty());
        assertEquals(expected, parse("type", "pd2/ssd").layout());
        assertEquals(expected, parse("type", "pd2/ssd", "protectionDomain", "pd2").layout());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        size=many                     | refused-input | size 'many' is not a size; give a whole number of GB from 1, or one with a unit: 16, 16GB, 512MB, 1TB
        size=9999999TB                | refused-input | size '9999999TB' is too large for a volume; give a smaller size
        size=0                        | refused-input | size '0' is not a size; give a whole number of GB from 1, or one with a unit: 16, 16GB, 512MB, 1TB
        size=                         | refused-input | option size is empty; give it a value, or leave it out
        siez=16                       | refused-input | there is no option siez; did you mean size?
        storagePol=hdd                | refused-input | there is no option storagePol; did you mean storagePool?
        colour=blue                   | refused-input | there is no option colour; options are size, storagePool, volumeType, type, protectionDomain, availabilityZone, thinOrThick, iops, bandwidth, fsType, newFsType, mkfsOptions, mountOptions, readOnly, owner, mode, from, snapshot, snapshotName, volumeID, useRmcache, compression, help
        iops=5                        | refused-input | a limit of 5 requests a second is too low; give 11 or more, or 0 for no limit
        iops=many                     | refused-input | iops 'many' is not a number of requests; give 11 or more, or 0 for no limit
        bandwidth=50                  | refused-input | bandwidth '50' is not an amount of data with its unit; give whole MB a second, such as bandwidth=50MB, or 0 for no limit
        readOnly=perhaps              | refused-input | readOnly 'perhaps' is neither true nor false; write true or false
        mode=750                      | refused-input | mode '750' is not an octal mode; write it with a leading 0, such as 0700
        owner=postgres                | refused-input | owner 'postgres' is a name, which may mean another number on another host; give the numbers of both, as `id` shows them in the container: owner=999:999
        preempt=true                  | refused-input | option preempt is needed before the volume is mapped, so it cannot be stored on the volume; set libstorage.integration.volume.operations.mount.preempt on the hosts
        overwriteFS=true              | refused-input | option overwriteFS would overwrite existing data, which REX-Ray never does; remove the volume and create it again
        volumeID=postgres             | refused-input | volumeID 'postgres' is not an id of a volume; give its hexadecimal digits, as `rexray volume ls` shows them
        mountOption=noatime           | refused-input | there is no option mountOption; did you mean mountOptions?
        fsType=btrfs                  | refused-input | fsType 'btrfs' is not a supported file system; use ext4 or xfs
        thinOrThick=fat               | refused-input | thinOrThick 'fat' is not a kind of provisioning; use ThinProvisioned or ThickProvisioned
        type=hdd,volumeType=ssd       | refused-input | given twice; give one of: storagePool, volumeType, type
        type=pd1/hdd,availabilityZone=pd2 | refused-input | the storage pool pd1/hdd is not in protection domain pd2; give the protection domain once
        from=db,size=16               | refused-input | a copy of db has the size of its origin; leave the size out, and resize the copy afterwards
        from=db,type=hdd              | refused-input | a copy of db is in the storage pool of its origin, and thin; leave out the options for pool, protection domain and provisioning
        """)
    void eachMistakeIsToldWithItsRemedy(String options, String code, String message) {
        Map<String, @Nullable String> given = new HashMap<>();
        for (String option : options.split(",", -1)) {
            given.put(option.split("=", 2)[0], option.split("=", 2)[1]);
        }
        VolumeException refusal = assertThrows(VolumeException.class, () -> CreateOptions.parse(given));
        assertEquals(code, refusal.code());
        assertTrue(refusal.getMessage().endsWith(message), refusal.getMessage());
    }

    @Test
    void helpListsThemAll() {
        String help = assertThrows(VolumeException.class, () -> parse("help", "")).getMessage();
        for (Option option : Option.values()) {
            option.names().forEach(name -> assertTrue(help.contains(name), help));
            assertTrue(help.contains(option.meaning()), help);
        }
    }

    @Test
    void pageHasTheOptions() throws IOException {
        assertEquals(Arrays.stream(Option.values()).map(option -> "| " + option.names().stream()
                .map(name -> "`" + name + "`").collect(Collectors.joining(", ")) + " | " + option.meaning() + " |")
                .toList(),
                Files.readAllLines(Path.of("docs/reference/scaleio.md")).stream()
                        .dropWhile(line -> !line.equals("## Volume options")).skip(1)
                        .takeWhile(line -> !line.startsWith("#")).filter(line -> line.startsWith("| `")).toList());
    }

    private static NewVolume parse(String... namesAndValues) {
        Map<String, @Nullable String> options = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            options.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        CreateOptions parsed = CreateOptions.parse(options);
        assertEquals(parsed.volume(), CreateOptions.parse(new HashMap<>(parsed.texts())).volume());
        return parsed.volume();
    }
}
