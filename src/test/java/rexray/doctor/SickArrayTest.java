package rexray.doctor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.config.ConfigFile;
import rexray.doctor.Finding.Verdict;
import rexray.lab.LabArray;
import rexray.scaleio.ScaleioControlPlane;
import rexray.scaleio.SdcCommand;
import rexray.volume.Deadline;
import rexray.volume.Layout;
import rexray.volume.Size;
import rexray.volume.VolumeId;
import rexray.volume.VolumeName;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Arrays and SDCs that are broken in one way each. */
final class SickArrayTest extends DoctorFixture {
    @Test
    void missingSdcIsDiagnosed() throws IOException {
        settings.put("scaleio.drvCfg", directory.resolve("no-drv_cfg").toString());

        assertDiagnosed(Check.DRV_CFG, examine());
    }

    @Test
    void driverThatIsNotLoadedIsDiagnosed() throws IOException {
        sdc.put("--query_guid", new SdcCommand.Result(1, "", "Failed to open kernel device /dev/scini"));

        Finding finding = assertDiagnosed(Check.SDC, examine());
        assertTrue(finding.seen().contains("Failed to open kernel device"), finding.toString());
    }

    @Test
    void configuredGuidOfAnotherHostIsDiagnosed() throws IOException {
        settings.put("scaleio.guid", LabArray.GUID_2);

        Finding finding = assertDiagnosed(Check.SDC, examine());
        assertTrue(finding.remedy().contains("scaleio.guid"), finding.toString());
    }

    @Test
    void gatewayThatIsAwayIsDiagnosedWithWhatFollows() throws IOException {
        settings.put("scaleio.endpoint", "https://127.0.0.1:1/api");

        assertEquals(Set.of(Check.GATEWAY, Check.ARRAY), ill(examine()));
    }

    @Test
    void certificateThatNobodyVouchesForIsDiagnosed() throws IOException {
        settings.remove("scaleio.caFile");

        assertDiagnosed(Check.ARRAY, examine());
    }

    @Test
    void certificateThatEndsSoonIsDiagnosed() throws IOException {
        clock = InstantSource.offset(InstantSource.system(), Duration.ofDays(100_000));

        assertEquals(Set.of(Check.CERTIFICATE, Check.CLOCK), ill(examine()));
    }

    @ParameterizedTest
    @ValueSource(longs = {-40, 40})
    void clockThatDiffersIsDiagnosed(long seconds) throws IOException {
        clock = InstantSource.offset(InstantSource.system(), Duration.ofSeconds(seconds));

        Finding finding = assertDiagnosed(Check.CLOCK, examine());
        assertTrue(finding.seen().contains(seconds < 0 ? "s behind" : "s ahead of"), finding.toString());
    }

    @Test
    void endpointThatDoesNotSpeakTlsIsDiagnosed() throws IOException {
        try (LabArray plain = LabArray.start(Files.createDirectory(directory.resolve("plain")))) {
            int port = plain.endpoint().getPort();

            List<Finding> findings = new GatewayChecks(URI.create("https://127.0.0.1:" + port), clock).examine();

            assertEquals(Set.of(Check.CERTIFICATE), ill(findings));
        }
    }

    @Test
    void gatewayWithoutTlsTellsItsTimeToo() throws IOException {
        try (LabArray plain = LabArray.start(Files.createDirectory(directory.resolve("plain")))) {
            assertEquals(Verdict.OK,
                    of(Check.CLOCK, new GatewayChecks(plain.endpoint(), clock).examine()).verdict());
        }
    }

    @Test
    void wrongPasswordIsDiagnosed() throws IOException {
        settings.put("scaleio.password", "wrong");

        assertDiagnosed(Check.ARRAY, examine());
    }

    @Test
    void wrongSystemIsDiagnosed() throws IOException {
        settings.put("scaleio.systemName", "elsewhere");

        assertDiagnosed(Check.ARRAY, examine());
    }

    @Test
    void userWhoMayOnlyLookIsDiagnosed() throws IOException {
        settings.put("scaleio.userName", LabArray.MONITOR);
        settings.put("scaleio.password", "'" + array.monitorPassword() + "'");

        Finding finding = assertDiagnosed(Check.ROLE, examine());
        assertTrue(finding.seen().contains("Monitor"), finding.toString());
    }

    @Test
    void roleThatTheGatewayKeepsToItselfIsNotBlamed() throws IOException {
        array.fault("mdm-error", "NO_PERMISSIONS", "GET /api/types/User/instances", 0);

        List<Finding> findings = examine();
        assertEquals(Set.of(), ill(findings));
        assertEquals(Verdict.SKIPPED, of(Check.ROLE, findings).verdict());
    }

    @Test
    void missingDomainIsDiagnosed() throws IOException {
        settings.put("scaleio.protectionDomainName", "pd9");

        assertDiagnosed(Check.POOL, examine());
    }

    @Test
    void missingPoolIsDiagnosedWithThoseThatThereAre() throws IOException {
        settings.put("scaleio.storagePoolName", "tape");

        Finding finding = assertDiagnosed(Check.POOL, examine());
        assertTrue(finding.remedy().contains("hdd"), finding.toString());
    }

    @Test
    void poolWithoutRoomIsDiagnosed() throws IOException {
        settings.put("libstorage.integration.volume.operations.create.default.size", "900TB");

        Finding finding = assertDiagnosed(Check.CAPACITY, examine());
        assertTrue(finding.seen().contains("GB left"), finding.toString());
    }

    @Test
    void hostThatTheArrayDoesNotKnowIsDiagnosed() throws IOException {
        sdc.put("--query_guid", new SdcCommand.Result(0, "99999999-0F4A-4D16-9E21-6A5D80C3F714\n", ""));

        assertDiagnosed(Check.SDC_KNOWN, examine());
    }

    @Test
    void sdcThatTheArrayDoesNotSeeIsDiagnosed() throws IOException {
        array.disconnect(array.sdcId(LabArray.GUID_1));

        assertDiagnosed(Check.SDC_CONNECTED, examine());
    }

    @Test
    void sdcOfNoSystemIsDiagnosed() throws IOException {
        sdc.put("--query_mdms", new SdcCommand.Result(0, "Retrieved 0 mdm(s)\n", ""));

        Finding finding = assertDiagnosed(Check.MDM, examine());
        assertTrue(finding.seen().contains("not connected to any system"), finding.toString());
    }

    @Test
    void sdcOfAnotherSystemIsDiagnosed() throws IOException {
        sdc.put("--query_mdms", new SdcCommand.Result(0, "MDM-ID 00000000deadbeef SDC ID 1\n", ""));

        Finding finding = assertDiagnosed(Check.MDM, examine());
        assertTrue(finding.seen().contains("deadbeef"), finding.toString());
    }

    @Test
    void mappedVolumeWithoutADeviceIsDiagnosed() throws IOException {
        map("db");

        assertDiagnosed(Check.MAPPINGS, examine());
    }

    @Test
    void volumeThatSomebodyElseMappedIsDoubted() throws IOException {
        put("dev/emc-vol-" + map("db"), "");

        Finding finding = assertDiagnosed(Check.MAPPINGS, examine());
        assertFalse(finding.isWrong());
        assertTrue(finding.seen().contains("not by rexray"), finding.toString());
    }

    @Test
    void volumeThatANoteKnowsIsInOrder() throws IOException {
        VolumeId id = map("db");
        put("dev/emc-vol-" + id, "");
        put("lib/mappings/" + id + ".json", SickHostTest.MAPPED);
        put("run/users/" + id + ".json", SickHostTest.users(BOOT));

        assertEquals(Set.of(), ill(examine()));
    }

    /** As an administrator would. */
    private VolumeId map(String name) throws IOException {
        try (ScaleioControlPlane driver = new ScaleioControlPlane(
                new ConfigFile(writeConfig(), Map.of()).load().service(Optional.empty()).scaleio())) {
            VolumeId id = driver.create(new VolumeName(name), Size.ofGb(8), Layout.CONFIGURED,
                    Deadline.after(Duration.ofSeconds(20))).orElseThrow();
            array.map(id.volume(), array.sdcId(LabArray.GUID_1));
            return id;
        }
    }
}
