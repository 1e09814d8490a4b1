package rexray.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rexray.doctor.Finding.Verdict;
import rexray.lab.LabArray;
import rexray.scaleio.SdcCommand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A whole lab, and those whose configuration is broken in one way each. */
final class DoctorTest extends DoctorFixture {
    @Test
    void wholeHostHasNoFinding() throws IOException {
        List<Finding> findings = examine();

        assertEquals(Set.of(), ill(findings), findings.toString());
        assertEveryCheckIsTold(findings);
        assertTrue(findings.stream().allMatch(finding -> finding.verdict() == Verdict.OK), findings.toString());
        assertTrue(of(Check.SDC, findings).seen().contains(LabArray.GUID_1));
    }

    @Test
    void sdcOfSeveralSystemsIsInOrderIfTheArrayIsAmongThem() throws IOException {
        sdc.put("--query_mdms", new SdcCommand.Result(0, "Retrieved 2 mdm(s)\nMDM-ID 00000000deadbeef SDC ID 7\nMDM-ID "
                + array.systemId() + " SDC ID 1\n", ""));

        assertEquals("it is connected to system " + array.systemId(), of(Check.MDM, examine()).seen());
    }

    @Test
    void noFindingHoldsThePassword() throws IOException {
        settings.put("scaleio.userName", "nobody");

        assertFalse(examine().toString().contains(array.password()));
    }

    @Test
    void unknownKeyIsDiagnosed() throws IOException {
        settings.put("scaleio.colour", "blue");

        assertDiagnosed(Check.CONFIGURATION, examine());
    }

    @Test
    void missingFileIsDiagnosed() {
        assertDiagnosed(Check.CONFIGURATION, examine(directory.resolve("none.yml")));
    }

    @Test
    void passwordForAllToReadIsDiagnosed() throws IOException {
        Path file = writeConfig();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertDiagnosed(Check.EXPOSURE, examine(file));
    }

    @Test
    void fileThatOnlyTheOriginalReadIsDoubted() throws IOException {
        Path file = writeConfig();
        Files.createFile(file.resolveSibling("rexray.env"));

        Finding finding = assertDiagnosed(Check.SMELLS, examine(file));
        assertFalse(finding.isWrong());
        assertTrue(finding.seen().contains("rexray.env is not read"), finding.toString());
    }

    @ParameterizedTest
    @CsvSource({"libstorage.integration.volume.operations.mount.preempt, true, if-dead",
            "rexray.logLevel, debug, info", "rexray.metrics.listen, 0.0.0.0:9779, firewall"})
    void unwiseSettingIsDoubted(String key, String value, String remedy) throws IOException {
        settings.put(key, value);

        Finding finding = assertDiagnosed(Check.SMELLS, examine());
        assertFalse(finding.isWrong());
        assertTrue(finding.remedy().contains(remedy), finding.toString());
    }

    @Test
    void certificateThatIsTakenUnseenIsDoubted() throws IOException {
        settings.remove("scaleio.caFile");
        settings.put("scaleio.insecure", "true");

        assertDiagnosed(Check.SMELLS, examine());
    }

    @Test
    void gatewayWithoutTlsIsDoubted() throws IOException {
        try (LabArray plain = LabArray.start(Files.createDirectory(directory.resolve("plain")))) {
            settings.remove("scaleio.caFile");
            settings.put("scaleio.endpoint", plain.endpoint().toString());
            settings.put("scaleio.password", plain.password());

            assertTrue(ill(examine()).contains(Check.SMELLS));
        }
    }
}
