package rexray.scaleio;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rexray.ListedTest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Which test shows what we do about each difference between versions that {@code docs/reference/scaleio.md} lists. */
final class VersionTableTest {
    private static final Map<String, List<String>> TESTS = tests();

    private static Map<String, List<String>> tests() {
        Map<String, List<String>> tests = new LinkedHashMap<>();
        tests.put("log-in", List.of("scaleio.LoginSchemeTest.basicIsTakenWhereThereIsOne",
                "scaleio.LoginSchemeTest.bearerIsTakenWhereAPageStandsInThePlaceOfTheOther",
                "scaleio.LoginSchemeTest.bearerIsTakenIfTokensOfTheOtherLoginAreNotAccepted",
                "scaleio.VersionsTest.bearerServesAVolumeWhereTheOtherLoginIsGone"));
        tests.put("`/api/version` needs a token from 3.6 on",
                List.of("scaleio.VersionsTest.versionIsAskedForWithTheToken"));
        tests.put("tokens and ids with or without quotes",
                List.of("scaleio.SessionTest.tokenIsShownInsteadOfThePassword",
                        "scaleio.OddAnswersTest.idMayComeWithoutQuotes", "scaleio.OddAnswersTest.nullIsNoVolume"));
        tests.put("answers of actions: `{}`, nothing, or text",
                List.of("scaleio.OddAnswersTest.actionIsDoneWhateverItsAnswer"));
        tests.put("numbers and truth values in requests", List.of("scaleio.VersionsTest.numbersAndTruthAreSentAsText"));
        tests.put("HTTP 500 for whatever the cluster refuses, a missing volume too",
                List.of("scaleio.RefusalsTest.createIsRefused", "scaleio.RefusalsTest.mapIsRefused",
                        "scaleio.OddAnswersTest.refusalForAnUnknownReasonIsPassedOnInOneLine",
                        "scaleio.RefusalsTest.changeThatAPageAnswersIsLookedFor"));
        tests.put("an unknown name is code 3 up to 2.0, code 79 later",
                List.of("scaleio.VersionsTest.nameOfNoVolumeResolvesToNothing",
                        "scaleio.OddAnswersTest.mdmSaysInManyWaysThatThereIsNoVolume"));
        tests.put("codes 81 and 84 became 4037 and 4039 in 4.0",
                List.of("scaleio.VersionsTest.mapAndUnmapCanBeRepeated",
                        "scaleio.OddAnswersTest.mappingThatIsThereHasManyCodes",
                        "scaleio.OddAnswersTest.unmapOfWhatIsNotMappedSucceeds"));
        tests.put("HTML instead of JSON", List.of("scaleio.OddAnswersTest.pageInsteadOfAnIdIsNotAMissingVolume",
                "scaleio.OddAnswersTest.serverErrorThatStaysIsReported"));
        tests.put("404 from a gateway that is being upgraded, or from a proxy",
                List.of("scaleio.OddAnswersTest.notFoundByAFrontEndIsNotAMissingVolume",
                        "scaleio.RefusalsTest.questionThatMeetsNoGatewayIsNotRepeatedAndHasNoAnswer"));
        tests.put("other log-in after an upgrade",
                List.of("scaleio.LoginSchemeTest.loginThatTheGatewayHasIsRememberedAndAnUpgradeNoticed"));
        tests.put("busy gateways drop connections, also during the log-in",
                List.of("scaleio.SessionTest.loginWhoseConnectionIsResetIsTriedAgain",
                        "scaleio.SessionTest.changeWhoseLoginWasResetIsNotLookedFor"));
        tests.put("a gateway that is still starting shows no system",
                List.of("scaleio.TopologyTest.systemThatIsNotThereYetIsLookedForAgain",
                        "StartTroubleIT.serviceStartsWithoutItsGatewayAndRecoversByItself"));
        tests.put("the MDM cluster switches over",
                List.of("scaleio.RefusalsTest.whatIsPutOffIsTriedAgainUntilTheTimeIsUp",
                        "scaleio.FailoverTest.gatewayThatDoesNotReachItsMdmIsLeft"));
        tests.put("a system without a name", List.of("scaleio.TopologyTest.onlySystemIsFoundWithoutAName",
                "scaleio.TopologyTest.systemWithoutANameIsFoundByItsId",
                "scaleio.TopologyTest.systemWithoutANameIsTakenForNoOther"));
        tests.put("`storagePoolId` is mandatory since 1.32",
                List.of("scaleio.TopologyTest.createSendsNumbersAsTextAndBothIds"));
        tests.put("creation rounds up to 8 GB, growth refuses other sizes",
                List.of("scaleio.VersionsTest.volumeIsMadeInTheSizeThatIsAnnounced",
                        "volume.ControlPlaneContract.volumeHasTheSizeThatWasAnnounced",
                        "scaleio.CopiesAndChangesTest.volumeGrowsInStepsOfEight"));
        tests.put("names of up to 31 characters", List.of("scaleio.ArrayNameTest.longNameHasItsBeginningAndAHash",
                "scaleio.ArrayNameTest.longNamesThatDifferAnywhereDiffer",
                "volume.ControlPlaneContract.volumeIsFoundByALongName"));
        tests.put("`mappedSdcInfo` is null, missing or empty",
                List.of("scaleio.OddAnswersTest.volumeThatNobodyHoldsIsFree"));
        tests.put("`mappingToAllSdcsEnabled` up to 3.0",
                List.of("scaleio.OddAnswersTest.volumeMappedToAllIsHeldByEveryone",
                        "scaleio.OddAnswersTest.volumeOfSomebodyElseHasManyCodes",
                        "scaleio.OddAnswersTest.volumeMappedToAllIsNotUnmappedFromOne",
                        "volume.PreemptionTest.mappingsThatAreNoSingleHostsAreNotEnded"));
        tests.put("SCSI initiators (up to 3.0), NVMe hosts (from 4.0)",
                List.of("scaleio.OddAnswersTest.holderThatIsNoSdcIsOfAnotherKind",
                        "scaleio.SdcAnswerTest.nvmeHostWithoutGuidIsNobody"));
        tests.put("one request can unmap a volume from all hosts",
                List.of("scaleio.OddAnswersTest.unmapOfWhatIsNotMappedSucceeds",
                        "volume.ControlPlaneContract.unmapLeavesOthersAlone",
                        "volume.TakeoverTest.preemptTakesTheVolumeFromItsHolderAlone"));
        tests.put("`sdcIp` up to 3.0, `sdcIps` later", List.of("scaleio.SdcAnswerTest.oneAddressIsShown",
                "scaleio.SdcAnswerTest.listOfAddressesWithoutTheOneOfOldIsShown"));
        tests.put("GUIDs in upper or lower case", List.of("scaleio.SdcAnswerTest.hostIsFoundByItsGuidInAnyCase",
                "scaleio.ScaleioControlPlaneTest.guidIsComparedIgnoringCase"));
        tests.put("2.0 refuses to lift both limits in one request",
                List.of("scaleio.CopiesAndChangesTest.limitsAreSetAndLifted"));
        tests.put("snapshots of a volume: 31 up to 2.x, 126 later",
                List.of("scaleio.CopiesAndChangesTest.snapshotsHaveALimit"));
        tests.put("restoring a snapshot, from 3.0 on",
                List.of("scaleio.CopiesAndChangesTest.volumeIsRestoredWhereTheReleaseCan"));
        tests.put("statistics spell `numOccured`",
                List.of("scaleio.StatisticsAnswerTest.writesAreThoseInTheWindowByScaleiosSpelling",
                        "scaleio.StatisticsAnswerTest.countInAnotherSpellingIsUnknownAndNotNought",
                        "volume.PreemptionTest.writesThatCannotBeToldAreNoEvidence"));
        return tests;
    }

    @Test
    void everyDifferenceIsShown() throws IOException {
        List<String> listed = ScaleioPageTest.rowsBelow("## Versions").stream()
                .map(row -> row.substring("| ".length(), row.indexOf(" | "))).toList();
        assertEquals(listed, List.copyOf(TESTS.keySet()));
    }

    static Stream<String> names() {
        return TESTS.values().stream().flatMap(List::stream).distinct();
    }

    @ParameterizedTest
    @MethodSource("names")
    void testIsThere(String test) {
        assertTrue(new ListedTest(test).isThere(), test);
    }
}
