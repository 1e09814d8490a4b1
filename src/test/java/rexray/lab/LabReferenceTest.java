package rexray.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The reference page of the lab says what the code does: its tables are compared line by line. */
class LabReferenceTest {
    private static List<String> table(String heading) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs/reference/lab.md"));
        return lines.stream().dropWhile(line -> !line.equals("## " + heading)).skip(1)
                .takeWhile(line -> !line.startsWith("## ")).filter(line -> line.startsWith("| ")).skip(1).toList();
    }

    @Test
    void faultsAreThoseOfTheCommand() throws Exception {
        assertEquals(Stream.of(FaultKind.values()).map(kind -> "| `%s` | %s | %s |".formatted(kind.wireName(),
                kind.valueName().isEmpty() ? "–" : kind.valueName(), kind.description())).toList(), table("Faults"));
    }

    @Test
    void errorsHaveTheirCodesAndTextsInEveryRelease() throws Exception {
        assertEquals(Stream.of(MdmError.values()).map(error -> "| `%s` | %s | %s |".formatted(error.name(),
                inEachRelease(profile -> String.valueOf(profile.reply(error).code())),
                inEachRelease(profile -> profile.reply(error).text().strip()))).toList(), table("Errors"));
    }

    /** One value if all releases agree. */
    private static String inEachRelease(Function<Profile, String> value) {
        if (Stream.of(Profile.values()).map(value).distinct().count() == 1) {
            return value.apply(Profile.V2_0);
        }
        return Stream.of(Profile.values()).map(profile -> profile.apiVersion() + ": " + value.apply(profile))
                .collect(Collectors.joining("; "));
    }

    @Test
    void limitsAreThoseThatAreEnforced() throws Exception {
        assertEquals(Stream.<ToLongFunction<SystemLimits>>of(limits -> VolumeRules.LARGEST_IN_KB >> 20,
                SystemLimits::volumesOfPoolInGb, SystemLimits::volumes, SystemLimits::volumesAndSnapshots,
                SystemLimits::volumesOfDomain, SystemLimits::snapshotsOfVTree, SystemLimits::volumesOfSdc,
                SystemLimits::sdcs, SystemLimits::domains, SystemLimits::pools, limits -> Sessions.MOST)
                .map(LabReferenceTest::atMost).toList(),
                table("Limits").stream().map(row -> row.split(" \\| ", 3)[1].replace(" GB", "")).toList());
    }

    private static String atMost(ToLongFunction<SystemLimits> limit) {
        String old = String.format(Locale.ROOT, "%,d", limit.applyAsLong(SystemLimits.of(Profile.V2_0)));
        String now = String.format(Locale.ROOT, "%,d", limit.applyAsLong(SystemLimits.of(Profile.V4_0)));
        return old.equals(now) ? now : now + "; 2.0: " + old;
    }

    @Test
    void membersAreThoseOfTheReleases() throws Exception {
        assertEquals(Members.table(), table("Members"));
    }

    @Test
    void requestsAreThoseThatTheGatewayServes(@TempDir Path directory) throws Exception {
        try (TestGateway gateway = TestGateway.start(directory)) {
            assertEquals(gateway.lab().endpoints()
                    .filter(endpoint -> !endpoint.needs().contains(Feature.GUARDED_VERSION))
                    .map(endpoint -> "| `%s %s` | %s |".formatted(endpoint.method().name(), endpoint.path(),
                            Stream.of(Profile.values()).filter(endpoint::isIn).map(Profile::apiVersion)
                                    .collect(Collectors.joining(", "))))
                    .map(line -> line.replace("/api/version` | 2.0, 3.5 |", "/api/version` | 2.0, 3.5, 4.0 |"))
                    .toList(), table("Requests"));
        }
    }
}
