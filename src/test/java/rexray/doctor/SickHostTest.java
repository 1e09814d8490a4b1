package rexray.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.config.ModuleConfig;
import rexray.doctor.Finding.Verdict;
import rexray.volume.Defaults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Hosts that are broken in one way each. */
final class SickHostTest extends DoctorFixture {
    static final String MAPPED = "{\"name\":\"db\",\"node\":\"1\",\"ours\":true,\"sizeInKb\":8388608,"
            + "\"provisioning\":\"THIN\",\"pool\":\"hdd\",\"domain\":\"pd1\",\"createdAtMillis\":1,\"seenAtMillis\":1}";

    static String users(String boot) {
        return "{\"bootId\":\"" + boot + "\",\"name\":\"db\",\"counts\":{\"a\":1},\"times\":{}}";
    }

    @Test
    void missingToolIsNamed() {
        Finding finding = HostChecks.tools("/nonexistent");

        assertEquals(Verdict.WRONG, finding.verdict());
        assertTrue(finding.seen().contains("blkid"), finding.toString());
    }

    @Test
    void missingToolThatOnlyAResizeNeedsIsADoubt() throws IOException {
        Files.delete(directory.resolve("bin/resize2fs"));

        Finding finding = HostChecks.tools(searchPath);

        assertEquals(Verdict.DOUBTFUL, finding.verdict());
        assertEquals("missing: resize2fs, needed by `rexray volume resize`", finding.seen());
    }

    @Test
    void deadDaemonIsDiagnosed() throws IOException {
        daemon.close();

        assertDiagnosed(Check.PLUGIN, examine());
    }

    @Test
    void missingDaemonIsDiagnosed() throws IOException {
        Files.delete(directory.resolve("s.sock"));

        assertDiagnosed(Check.PLUGIN, examine());
    }

    @Test
    void mountThatIsNotSharedIsDiagnosed() throws IOException {
        put("proc/self/mountinfo", """
            1 0 8:1 / / rw shared:1 - ext4 /dev/sda1 rw
            2 1 8:2 / /var/lib rw,relatime - ext4 /dev/sda2 rw
            """);

        Finding finding = assertDiagnosed(Check.PROPAGATION, examine());
        assertTrue(finding.remedy().contains("mount --make-rshared /var/lib"), finding.toString());
    }

    @Test
    void onlyTheMountOfTheMountRootMatters() {
        List<String> mounts = List.of("1 0 8:1 / / rw shared:1 - ext4 /dev/sda1 rw",
                "2 1 8:2 / /var/lib rw,relatime - ext4 /dev/sda2 rw");

        assertEquals(Verdict.OK, HostChecks.propagation(mounts, Path.of("/srv/volumes")).verdict());
    }

    @Test
    void daemonInAMountNamespaceOfItsOwnIsDiagnosed() throws IOException {
        process("100", "mnt:[2]");

        Finding finding = assertDiagnosed(Check.NAMESPACE, examine());
        assertTrue(finding.remedy().contains("PrivateTmp="), finding.toString());
    }

    @Test
    void dockerInAMountNamespaceOfItsOwnIsDiagnosed() throws IOException {
        process("200", "mnt:[2]");

        assertDiagnosed(Check.NAMESPACE, examine());
    }

    @Test
    void withoutDockerTheFirstProcessStandsForTheHost() throws IOException {
        Files.delete(directory.resolve("docker.pid"));
        assertEquals(Verdict.OK, of(Check.NAMESPACE, examine()).verdict());
        process("1", "mnt:[2]");

        assertDiagnosed(Check.NAMESPACE, examine());
    }

    @Test
    void namespaceOfADaemonThatDoesNotRunIsNotKnown() throws IOException {
        Files.delete(directory.resolve("run/rexray.pid"));

        assertEquals(Verdict.SKIPPED, of(Check.NAMESPACE, examine()).verdict());
    }

    private static ModuleConfig module(Path socket) {
        return new ModuleConfig("default-docker", socket, Defaults.NONE);
    }

    @Test
    void socketWhereDockerDoesNotLookIsDiagnosed() {
        Finding finding = HostChecks.docker(module(directory.resolve("elsewhere/rexray.sock")), Verdict.OK, docker,
                List.of(directory));

        assertEquals(Verdict.WRONG, finding.verdict());
        assertTrue(finding.remedy().contains("unix://" + directory.resolve("rexray.sock")), finding.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rexray.spec", "rexray.json"})
    void socketThatAFileNamesMayBeAnywhere(String file) throws IOException {
        put(file, "unix:///elsewhere/rexray.sock");
        docker = () -> Optional.of(Set.of("rexray"));

        assertEquals(Verdict.OK, HostChecks.docker(module(Path.of("/elsewhere/rexray.sock")), Verdict.OK, docker,
                List.of(directory)).verdict());
    }

    @Test
    void dockerThatDoesNotSeeThePluginIsDiagnosed() throws IOException {
        docker = () -> Optional.of(Set.of("local"));

        assertDiagnosed(Check.DOCKER, examine());
    }

    @Test
    void hostWithoutDockerIsInOrder() throws IOException {
        docker = Optional::empty;

        assertEquals(Set.of(), ill(examine()));
    }

    @Test
    void dockerThatDoesNotAnswerIsNotBlamed() throws IOException {
        docker = () -> {
            throw new IOException("timeout");
        };

        assertEquals(Verdict.SKIPPED, of(Check.DOCKER, examine()).verdict());
    }

    @Test
    void noteThatCannotBeReadIsDiagnosed() throws IOException {
        put("lib/mappings/1-2.json", "{");

        Finding finding = assertDiagnosed(Check.NOTES, examine());
        assertTrue(finding.seen().contains("lib/mappings"), finding.toString());
    }

    @Test
    void lostMountIsDiagnosed() throws IOException {
        put("run/lost/1-2.json", "{\"bootId\":\"" + BOOT
                + "\",\"name\":\"db\",\"mark\":{\"type\":\"ext4\",\"device\":\"scinia\",\"instance\":1,\"major\":8,\"minor\":1},\"sinceMillis\":1}");

        Finding finding = assertDiagnosed(Check.LOST, examine());
        assertTrue(finding.seen().contains("db at 1970"), finding.toString());
    }

    @Test
    void lossOfAnotherBootIsOver() throws IOException {
        put("run/lost/1-2.json",
                "{\"bootId\":\"boot-0\",\"name\":\"db\",\"mark\":{\"type\":\"ext4\",\"device\":\"scinia\",\"instance\":1,\"major\":8,\"minor\":1},\"sinceMillis\":1}");

        assertEquals(Set.of(), ill(examine()));
    }

    @Test
    void volumeThatNobodyUsesIsDoubted() throws IOException {
        put("lib/mappings/1-2.json", MAPPED);

        Finding finding = assertDiagnosed(Check.LEFT_OVER, examine());
        assertTrue(finding.seen().contains("used by nobody: db"), finding.toString());
    }

    @Test
    void usersOfAnotherBootAreNone() throws IOException {
        put("lib/mappings/1-2.json", MAPPED);
        put("run/users/1-2.json", users("boot-0"));

        assertDiagnosed(Check.LEFT_OVER, examine());
    }

    @Test
    void volumeInUseIsInOrder() throws IOException {
        put("lib/mappings/1-2.json", MAPPED);
        put("run/users/1-2.json", users(BOOT));
        put("proc/self/mountinfo", """
            1 0 8:1 / / rw shared:1 - ext4 /dev/sda1 rw
            2 1 8:2 / /var/lib/rexray/volumes/db rw shared:2 - ext4 /dev/scinia rw
            """);

        assertEquals(Set.of(), ill(examine()));
    }

    @Test
    void strangeMountIsDoubted() throws IOException {
        put("proc/self/mountinfo", """
            1 0 8:1 / / rw shared:1 - ext4 /dev/sda1 rw
            2 1 8:2 / /var/lib/rexray/volumes/theirs rw shared:2 - ext4 /dev/sdb rw
            """);

        Finding finding = assertDiagnosed(Check.LEFT_OVER, examine());
        assertTrue(finding.seen().contains("/var/lib/rexray/volumes/theirs"), finding.toString());
    }

    @Test
    void directoryThatIsNotThereYetHasRoomOrNot() {
        assertEquals(Verdict.OK, HostChecks.diskSpace(directory.resolve("a/b/c")).verdict());
        assertEquals(Verdict.WRONG, HostChecks.diskSpace(Path.of("/proc/none")).verdict());
    }
}
