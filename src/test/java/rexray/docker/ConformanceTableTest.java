package rexray.docker;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rexray.ListedTest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Which test shows what of the plugin protocol. M are what the Docker engine's own tests expect of a volume plugin, X
 * what engines were seen to do besides; each is described at its test.
 */
final class ConformanceTableTest {
    /** What is asked of an engine, and not of us. */
    private static final Map<String, String> NOT_OURS = Map.of(
            "M6", "another driver that is dead may not hold the engine up: nothing of it reaches us");

    private static final Map<String, List<String>> TESTS = tests();

    private static Map<String, List<String>> tests() {
        Map<String, List<String>> tests = new LinkedHashMap<>();
        tests.put("M1", List.of("EngineIT.nameOfALocalVolumeIsNotTaken"));
        tests.put("M2", List.of("EngineIT.namedVolumeIsCalledOnceForEach"));
        tests.put("M3", List.of("EngineIT.anonymousVolumeGoesWithItsContainer"));
        tests.put("M4", List.of("EngineIT.volumesFromMountsOnceMoreForTheSecondContainer"));
        tests.put("M5", List.of("EngineIT.anonymousVolumeGoesWhenItsContainerIsRemovedWithIt"));
        tests.put("M7", List.of("EngineIT.daemonThatComesALittleLateIsFound"));
        tests.put("M8", List.of("EngineIT.driverOfAVolumeIsKnownAndItsUseKeptOverARestartOfTheEngine"));
        tests.put("M9", List.of("EngineIT.listIsOneCall"));
        tests.put("M10", List.of("EngineIT.volumeIsInspectedWithItsStatus",
                "docker.EngineReplayTest.getAnswersInTheTypesThatTheEngineParses"));
        tests.put("M11", List.of("EngineIT.driverOfAVolumeIsKnownAndItsUseKeptOverARestartOfTheEngine"));
        tests.put("M12", List.of("docker.EngineReplayTest.getAnswersWithAVolumeOrAnErrorAndNothingElse"));
        tests.put("M13", List.of("EngineIT.listIsOneCall"));
        tests.put("M14", List.of("EngineIT.namedVolumeIsCalledOnceForEach"));
        tests.put("M15", List.of("EngineIT.engineAsksOnceInItsLifeWhatTheDriverCan"));
        tests.put("M16", List.of("EngineIT.volumeThatIsRemovedElsewhereCanBeMadeAgain",
                "docker.EngineReplayTest.volumeThatIsRemovedElsewhereIsGoneAndGetsTheOptionsOfItsNextCreate"));
        tests.put("M17", List.of("EngineIT.failedMountIsFollowedByNoUnmount"));
        tests.put("M18", List.of("EngineIT.copyOutOfARunningContainerKeepsItsMount"));
        tests.put("M19", List.of("docker.EngineReplayTest.everyFailureNamesVolumeCauseAndRemedyInOneLine"));
        tests.put("M20", List.of("docker.EngineReplayTest.requestThatIsRepeatedWithAnEmptyBodySaysWhatToDo"));
        tests.put("M22", List.of("EngineIT.volumeThatIsThereIsNotCreatedAgain"));
        tests.put("M29", List.of("EngineIT.volumeOfACreatedContainerIsNotRemoved"));
        tests.put("M30", List.of("EngineIT.driverOfAVolumeIsKnownAndItsUseKeptOverARestartOfTheEngine"));
        tests.put("X1", List.of("docker.PluginServerTest.oddHeadersAreTaken"));
        tests.put("X2", List.of("docker.PluginServerTest.emptyBodyIsRefusedAndChangesNothing",
                "docker.PluginServerTest.getWithAnEmptyBodyIsClosedWithoutAnAnswer",
                "docker.PluginServerTest.optionsMayBeNullOrEmptyOrInAnyCase"));
        tests.put("X3", List.of("docker.PluginServerTest.activateAsksNobody",
                "docker.PluginServerTest.activateAnswersWhileAMountHangs"));
        tests.put("X4", List.of("docker.PluginServerTest.getIsAnsweredOrClosedWithTheArrayAway"));
        tests.put("X5", List.of("docker.LostAnswersTest.callerThatClosesBeforeTheMountBeginsIsNotCounted",
                "docker.LostAnswersTest.callerThatClosesDuringTheMountIsNotCounted",
                "docker.LostAnswersTest.lostAnswerOfARepeatedIdTakesOneUseOnly"));
        tests.put("X6", List.of("docker.PluginServerTest.oneIdMountedTwiceNeedsTwoUnmounts",
                "EngineIT.copyOutOfARunningContainerKeepsItsMount"));
        tests.put("X7", List.of("docker.PluginServerTest.unmountOfWhatIsNotMountedIsSuccessAndChangesNothing"));
        tests.put("X8", List.of("docker.PluginServerTest.sixMountsAtOnceGetOneAnswer"));
        tests.put("X9", List.of("CrashIT.crashAfterEachChangeIsMadeUpFor", "UsersIT.startSaysWhatItFinds"));
        tests.put("X10", List.of("volume.RecoveryTest.rebootForgetsUsersAndReleasesWhatTheyHeld"));
        tests.put("X11", List.of("EngineIT.volumeOfAContainerThatDiedWithTheEngineIsReleased",
                "UsersIT.useFallsWhenItsContainerIsGoneAndNotBefore"));
        tests.put("X12", List.of("EngineIT.volumeOfAContainerThatIsRestartedAfterACrashIsReleasedInTheEnd",
                "docker.EngineReplayTest.sameIdAgainAfterACrashOfTheEngineIsCountedOnceMore"));
        tests.put("X13", List.of("EngineIT.volumeStaysWhileTheContainerOutlivesTheEngine"));
        tests.put("X14", List.of("docker.EngineReplayTest.strayUnmountOfALiveContainerLeavesItsDevice"));
        tests.put("X15", List.of("docker.EngineReplayTest.volumeThatAnotherMountNamespaceHoldsIsNotRemoved"));
        tests.put("X16", List.of("docker.EngineReplayTest.tenThousandVolumesAreListed"));
        tests.put("X17", List.of("docker.PluginServerTest.namesThatCouldBePathsAreRefused",
                "docker.PluginServerTest.namesLongerThanTheArrayAllowsAreVolumesOfTheirOwn"));
        tests.put("X18", List.of("docker.PluginServerTest.failedMountIsAnErrorWithoutAMountpoint",
                "DaemonIT.mountIsAnsweredWithADirectoryOnTheVolume"));
        tests.put("X19", List.of("EngineIT.contentsOfTheImageAreCopiedOntoAnEmptyVolumeOnly"));
        tests.put("X20", List.of("EngineIT.engineThatStopsUnmountsEverything"));
        tests.put("X21", List.of("docker.PluginServerTest.socketIsGoneAfterTheEnd",
                "cli.ServiceLifeIT.serviceStartsAndStops"));
        tests.put("X22", List.of("docker.EngineReplayTest.dvdcliMountsTwiceAndUnmountsOnce"));
        // The engine gives a plugin five seconds to listen, and fails the enabling after that.
        tests.put("X23", List.of("ManagedPluginIT.pluginIsSetUpByVariablesAndServes"));
        tests.put("X24", List.of("docker.EngineReplayTest.everyFailureNamesVolumeCauseAndRemedyInOneLine"));
        return tests;
    }

    @Test
    void everyExpectationHasATestOrAReason() {
        TreeSet<String> wanted = new TreeSet<>();
        IntStream.rangeClosed(1, 20).forEach(i -> wanted.add("M" + i));
        wanted.addAll(List.of("M22", "M29", "M30"));
        IntStream.rangeClosed(1, 24).forEach(i -> wanted.add("X" + i));
        TreeSet<String> had = new TreeSet<>(TESTS.keySet());
        had.addAll(NOT_OURS.keySet());
        assertEquals(wanted, had);
        assertEquals(wanted.size(), TESTS.size() + NOT_OURS.size(), "either a test or a reason");
    }

    static Stream<String> methods() {
        return TESTS.values().stream().flatMap(List::stream).distinct();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void testIsThere(String test) {
        assertTrue(new ListedTest(test).isThere(), test);
    }
}
