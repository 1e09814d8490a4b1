package rexray.scaleio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.scaleio.SdcNode.Waiting;
import rexray.volume.Deadline;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeId;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SdcNodeTest {
    private static final VolumeId ID = new VolumeId("2f9b5c1e7a3d4610", "91c4e6a000000002");
    private static final String GUID = "3B7E9C52-0F4A-4D16-9E21-6A5D80C3F714";
    private static final Waiting PATIENT = new Waiting(Duration.ofSeconds(10), Duration.ofSeconds(20));
    private static final Waiting IMPATIENT = new Waiting(Duration.ofMillis(50), Duration.ofMillis(300));

    @TempDir
    private Path directory;

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private String mdms = "Retrieved 1 mdm(s)\nMDM-ID 1111111111111111 SDC ID b7e4d02900000001"
            + " INSTALLATION ID 4c81d0a97be65f23 IPs [0]-10.0.0.11\n";

    @Test
    void deviceIsNamedAfterSystemAndVolume() {
        assertEquals(Path.of("/dev/disk/by-id/emc-vol-2f9b5c1e7a3d4610-91c4e6a000000002"),
                new SdcNode(Optional.empty(), List.of(), this::succeed, SdcNode.BY_ID, PATIENT).device(ID));
    }

    @Test
    void linkOfAnotherVolumeToTheSameDeviceIsItsRival() throws IOException {
        link(ID.volume(), "scinia");
        link("91c4e6a000000008", "scinib");
        Path rival = link("91c4e6a000000009", "scinia");
        assertEquals(Optional.of(rival), node(drvCfg(), PATIENT).rivalOf(ID));
    }

    @Test
    void linksToOtherDevicesOrToNoneOrOfAnotherKindAreNoRivals() throws IOException {
        link(ID.volume(), "scinia");
        link("91c4e6a000000008", "scinib");
        Files.createSymbolicLink(byId().resolve("emc-vol-2f9b5c1e7a3d4610-91c4e6a000000009"), Path.of("../../gone"));
        Files.createSymbolicLink(byId().resolve("scini-a"), Path.of("../../scinia"));
        assertEquals(Optional.empty(), node(drvCfg(), PATIENT).rivalOf(ID));
    }

    @Test
    void guidIsAskedOnce() throws IOException {
        SdcNode node = node(drvCfg(), PATIENT);
        assertEquals(GUID, node.identity(soon()));
        assertEquals(GUID, node.identity(soon()));
        assertEquals(List.of("--query_guid"), calls);
    }

    @Test
    void configuredGuidNeedsNoSdc() {
        SdcNode node = new SdcNode(Optional.of(GUID.toLowerCase(Locale.ROOT)), List.of(), this::succeed,
                directory, PATIENT);
        assertEquals(GUID, node.identity(soon()));
        assertEquals(List.of(), calls);
    }

    @Test
    void missingSdcIsCalledSoWithThePlacesThatWereLookedAt() {
        HostFailure failure = assertThrows(HostFailure.class,
                () -> node(directory.resolve("drv_cfg"), PATIENT).identity(soon()));
        assertTrue(failure.problem().contains("no " + directory.resolve("drv_cfg")), failure.getMessage());
        assertTrue(failure.remedy().contains("scaleio.drvCfg"), failure.getMessage());
    }

    @Test
    void commandThatIsNotExecutableIsCalledSo() throws IOException {
        Path file = Files.createFile(directory.resolve("drv_cfg"));
        HostFailure failure = assertThrows(HostFailure.class, () -> node(file, PATIENT).identity(soon()));
        assertTrue(failure.problem().contains(file + " is not executable"), failure.getMessage());
    }

    @Test
    void commandThatFailsIsQuoted() throws IOException {
        SdcNode node = new SdcNode(Optional.empty(), List.of(drvCfg()),
                (program, arguments, deadline) -> new SdcCommand.Result(1, "",
                        "Failed to open kernel device (exit code 1)"),
                directory, PATIENT);
        HostFailure failure = assertThrows(HostFailure.class, () -> node.identity(soon()));
        assertTrue(failure.problem().contains("Failed to open kernel device"), failure.getMessage());
    }

    @Test
    void systemsAreThoseThatTheSdcNames() throws IOException {
        mdms = """
            Retrieved 2 mdm(s)
            MDM-ID 2F9B5C1E7A3D4610 SDC ID b7e4d02900000001 INSTALLATION ID 4c81d0a97be65f23 IPs [0]-10.0.0.11 [1]-10.0.0.12
            MDM-ID 1a3d46102f9b5c1e SDC ID c1a9d02900000007 INSTALLATION ID 7be65f234c81d0a9 IPs [0]-10.0.1.11
            """;

        assertEquals(Set.of("2f9b5c1e7a3d4610", "1a3d46102f9b5c1e"), node(drvCfg(), PATIENT).systems(soon()));
    }

    @Test
    void systemWhoseMdmHasNotAnsweredIsNone() throws IOException {
        mdms = """
            Retrieved 2 mdm(s)
            MDM-ID 0000000000000000 SDC ID 0000000000000000 INSTALLATION ID 0000000000000000 IPs [0]-10.0.0.11
            MDM-ID 1a3d46102f9b5c1e SDC ID 0000000000000000 INSTALLATION ID 0000000000000000 IPs [0]-10.0.1.11
            """;

        assertEquals(Set.of(), node(drvCfg(), PATIENT).systems(soon()));
    }

    @Test
    void volumesOfOneIdOnTwoSystemsHaveTheirOwnDevices() throws IOException {
        VolumeId other = new VolumeId("1a3d46102f9b5c1e", ID.volume());
        SdcNode node = node(drvCfg(), IMPATIENT);
        plug();

        assertEquals(byId().resolve("emc-vol-" + ID), node.awaitDevice(ID, soon()));
        assertThrows(HostFailure.class, () -> node.awaitDevice(other, soon()));
    }

    @Test
    void deviceOfASystemThatTheSdcIsNotConnectedToIsToldSo() throws IOException {
        mdms = """
            Retrieved 2 mdm(s)
            MDM-ID 1a3d46102f9b5c1e SDC ID c1a9d02900000007 INSTALLATION ID 7be65f234c81d0a9 IPs [0]-10.0.1.11
            MDM-ID 3f9b5c1e7a3d4610 SDC ID b7e4d02900000001 INSTALLATION ID 4c81d0a97be65f23 IPs [0]-10.0.0.11
            """;

        HostFailure failure = assertThrows(HostFailure.class, () -> node(drvCfg(), IMPATIENT).awaitDevice(ID, soon()));
        assertTrue(failure.problem().contains(
                "connected to system 1a3d46102f9b5c1e, 3f9b5c1e7a3d4610, not to 2f9b5c1e7a3d4610)"),
                failure.getMessage());
    }

    @Test
    void deviceThatDoesNotAppearThoughTheSdcIsConnectedToItsSystemIsToldSo() throws IOException {
        mdms = """
            Retrieved 1 mdm(s)
            MDM-ID 2f9b5c1e7a3d4610 SDC ID b7e4d02900000001 INSTALLATION ID 4c81d0a97be65f23 IPs [0]-10.0.0.11
            """;

        HostFailure failure = assertThrows(HostFailure.class, () -> node(drvCfg(), IMPATIENT).awaitDevice(ID, soon()));
        assertTrue(failure.problem().contains("connected to system 2f9b5c1e7a3d4610)"), failure.getMessage());
    }

    @Test
    void toldGuidIsTheSdcsOwnWhateverIsConfigured() throws IOException {
        SdcNode node = new SdcNode(Optional.of("00000000-0F4A-4D16-9E21-6A5D80C3F714"), List.of(drvCfg()),
                (program, arguments, deadline) -> new SdcCommand.Result(0, GUID.toLowerCase(Locale.ROOT) + "\n", ""),
                directory, PATIENT);

        assertEquals(GUID, node.toldIdentity(soon()));
    }

    @Test
    void answersAreThoseOfTheCommandWithWhatItCouldNotTell() throws IOException {
        SdcNode node = new SdcNode(Optional.empty(), List.of(drvCfg()),
                (program, arguments, deadline) -> arguments.contains("--query_guid")
                        ? new SdcCommand.Result(0, GUID + "\n", "")
                        : new SdcCommand.Result(1, "", "no such thing"),
                directory, PATIENT);

        String answers = node.answers(soon());

        assertTrue(answers.contains("$ drv_cfg --query_guid\n" + GUID + "\n"), answers);
        assertTrue(answers.contains("$ drv_cfg --query_mdms\nno such thing\n"), answers);
    }

    @Test
    void answersOfAnSdcThatIsMissingSayThat() {
        assertTrue(node(directory.resolve("none"), PATIENT).answers(soon()).contains("there is no ScaleIO SDC"));
    }

    @Test
    void deviceThatIsThereIsNotWaitedFor() throws IOException {
        Path link = plug();
        assertEquals(link, node(drvCfg(), IMPATIENT).awaitDevice(ID, Deadline.after(Duration.ZERO)));
        assertEquals(List.of(), calls);
    }

    @Test
    void deviceIsAwaitedThoughItsDirectoryIsMissing() throws IOException {
        SdcNode node = node(drvCfg(), PATIENT);
        Thread.ofPlatform().start(() -> {
            try {
                plug();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        assertEquals(node.device(ID), node.awaitDevice(ID, soon()));
        assertEquals(List.of(), calls);
    }

    @Test
    void linkIsNoDeviceUntilItsTargetIsThere() throws IOException {
        SdcNode node = node(drvCfg(), IMPATIENT);
        Files.createDirectories(byId());
        Files.createSymbolicLink(node.device(ID), directory.resolve("scinia"));
        assertThrows(HostFailure.class, () -> node.awaitDevice(ID, soon()));
        Files.createFile(directory.resolve("scinia"));
        assertEquals(node.device(ID), node.awaitDevice(ID, soon()));
    }

    @Test
    void sdcIsAskedToLookAgain() throws IOException {
        SdcNode node = new SdcNode(Optional.empty(), List.of(drvCfg()), (program, arguments, deadline) -> {
            calls.addAll(arguments);
            try {
                plug();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return new SdcCommand.Result(0, "", "");
        }, byId(), new Waiting(Duration.ofMillis(50), Duration.ofSeconds(20)));
        assertEquals(node.device(ID), node.awaitDevice(ID, soon()));
        assertEquals(List.of("--rescan"), calls);
    }

    @Test
    void deviceThatDoesNotAppearIsNamedWithWhatTheSdcKnows() throws IOException {
        HostFailure failure = assertThrows(HostFailure.class, () -> node(drvCfg(), IMPATIENT).awaitDevice(ID, soon()));
        assertTrue(failure.problem().contains(ID.volume()), failure.getMessage());
        assertTrue(failure.problem().contains("emc-vol-" + ID), failure.getMessage());
        assertTrue(failure.problem().contains("after a rescan; the SDC is connected to system 1111111111111111"),
                failure.getMessage());
        assertEquals(List.of("--rescan", "--query_mdms"), calls);
    }

    @Test
    void deadlineEndsTheWaitEarlier() throws IOException {
        SdcNode node = node(drvCfg(), PATIENT);
        assertThrows(HostFailure.class, () -> node.awaitDevice(ID, Deadline.after(Duration.ofMillis(100))));
    }

    private SdcCommand.Result succeed(Path program, List<String> arguments, Deadline deadline) {
        calls.addAll(arguments);
        return new SdcCommand.Result(0, switch (arguments.getFirst()) {
            case "--query_guid" -> GUID + "\n";
            case "--query_mdms" -> mdms;
            default -> "";
        }, "");
    }

    private SdcNode node(Path drvCfg, Waiting waiting) {
        return new SdcNode(Optional.empty(), List.of(drvCfg), this::succeed, byId(), waiting);
    }

    private Path byId() {
        return directory.resolve("dev/disk/by-id");
    }

    /** Makes the device appear, in a directory that may be missing so far. */
    private Path plug() throws IOException {
        Files.createDirectories(byId());
        return Files.createFile(byId().resolve("emc-vol-" + ID));
    }

    /** A link to a device, as udev makes it. */
    private Path link(String volume, String device) throws IOException {
        Files.createDirectories(byId());
        Path node = directory.resolve("dev").resolve(device);
        if (!Files.exists(node)) {
            Files.createFile(node);
        }
        return Files.createSymbolicLink(byId().resolve("emc-vol-2f9b5c1e7a3d4610-" + volume),
                Path.of("../..").resolve(device));
    }

    private Path drvCfg() throws IOException {
        Path file = Files.createFile(directory.resolve("drv_cfg"));
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }
}
