package rexray;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rexray.docker.PluginClient.Answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A daemon killed amid a request, at each point of a recorded trace. It is started again and asked again, as Docker
 * would: the answer is the one of an undisturbed run, what was written is there, and in the end nothing is left.
 */
class CrashIT {
    /** After these the world is another one than before. */
    private static final Predicate<String> CHANGES = Pattern.compile("after (ControlPlane\\.(create|map|unmap|remove)"
            + "|Host\\.(format|mount|unmount|makeDirectory|writeFile|own|remount)|(renaming|deleting).*)")
            .asMatchPredicate();
    /** Where array, kernel and notes differ for a moment. */
    private static final Predicate<String> TURNING_POINTS = Pattern.compile("after (ControlPlane\\.(map|unmap)"
            + "|Host\\.(format|mount|unmount))").asMatchPredicate();
    /** Told by the log, which could come to say them in other words. */
    private static final Predicate<String> REQUESTS = Pattern.compile("after /api/.*").asMatchPredicate();
    private static final Predicate<String> COMMANDS = Pattern.compile("after (?!/api/)(\\S*/)?[a-z][a-z0-9._-]*")
            .asMatchPredicate();
    private static final Set<Story> WITHOUT_REQUESTS = EnumSet.of(Story.UNMOUNT_FOR_ONE_OF_TWO_CONTAINERS);
    private static final Set<Story> WITHOUT_COMMANDS = EnumSet.of(Story.CREATE_VOLUME,
            Story.MOUNT_FOR_A_SECOND_CONTAINER, Story.UNMOUNT_FOR_ONE_OF_TWO_CONTAINERS, Story.REMOVE_VOLUME);
    private static final String USER_COUNTED = "after renaming to a note of users";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    @SuppressWarnings("NullAway.Init") // each test begins with it
    private Site site;

    @SuppressWarnings("NullAway.Init") // with the site
    private TestHost host;

    @SuppressWarnings("NullAway.Init") // with the site
    private TestHost other;

    private int volumes;

    @AfterEach
    void close() throws Exception {
        site.close();
    }

    @ParameterizedTest
    @EnumSource(Story.class)
    void crashAfterEachChangeIsMadeUpFor(Story story) throws Exception {
        crash(story, "ext4", CHANGES, Disaster.NOTHING_ELSE);
    }

    @ParameterizedTest
    @EnumSource(names = "TAKE_VOLUME_OVER")
    void powerCutAtTheTurningPointsIsMadeUpFor(Story story) throws Exception {
        crash(story, "ext4", TURNING_POINTS, Disaster.ITS_HOST);
    }

    @ParameterizedTest
    @EnumSource(names = "MOUNT_BLANK_VOLUME")
    void crashTogetherWithTheGatewayIsMadeUpFor(Story story) throws Exception {
        crash(story, "ext4", TURNING_POINTS, Disaster.THE_GATEWAY);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(Story.class)
    void crashAtAnyPointIsMadeUpFor(Story story) throws Exception {
        crash(story, "ext4", _ -> true, Disaster.NOTHING_ELSE);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(Story.class)
    void crashAfterEachChangeIsMadeUpForOnXfs(Story story) throws Exception {
        crash(story, "xfs", CHANGES, Disaster.NOTHING_ELSE);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(Story.class)
    void powerCutAfterEachChangeIsMadeUpForOnExt4(Story story) throws Exception {
        crash(story, "ext4", CHANGES, Disaster.ITS_HOST);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(Story.class)
    void powerCutAfterEachChangeIsMadeUpForOnXfs(Story story) throws Exception {
        crash(story, "xfs", CHANGES, Disaster.ITS_HOST);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource(Story.class)
    void crashAfterEachChangeTogetherWithTheGatewayIsMadeUpFor(Story story) throws Exception {
        crash(story, "ext4", CHANGES, Disaster.THE_GATEWAY_OF_THIS_PROCESS);
    }

    private void crash(Story story, String fileSystem, Predicate<String> selection, Disaster disaster)
            throws Exception {
        String type = "libstorage.integration.volume.operations.create.default.fsType: " + fileSystem;
        site = disaster.begin(directory);
        other = site.host("node02", type).startReady();
        host = site.crashHost("node01", type, "libstorage.integration.volume.operations.mount.preempt: true")
                .startReady();
        List<String> points = record(story);
        int covered = 0;
        for (int point = 0; point < points.size(); point++) {
            if (selection.test(points.get(point))) {
                crashAt(story, points.subList(0, point + 1), disaster);
                covered++;
            }
        }
        assertTrue(covered > 0, points::toString);
    }

    /** The points of an undisturbed run. */
    private List<String> record(Story story) throws Exception {
        String volume = nextVolume();
        story.prepare(host, other, volume);
        arm(Integer.MAX_VALUE);
        assertAnswer(story.act(host, volume), volume);
        List<String> points = disarm();
        assertFalse(points.isEmpty());
        assertEquals(WITHOUT_REQUESTS.contains(story), points.stream().noneMatch(REQUESTS), points::toString);
        assertEquals(WITHOUT_COMMANDS.contains(story), points.stream().noneMatch(COMMANDS), points::toString);
        end(story, volume, List.of());
        return points;
    }

    /** @param way the points to pass; the last one is where the daemon dies */
    private void crashAt(Story story, List<String> way, Disaster disaster) throws Exception {
        String volume = nextVolume();
        story.prepare(host, other, volume);
        arm(way.size());
        assertNoAnswer(story, volume);
        host.awaitEnd();
        assertEquals(String.join("\n", way), String.join("\n", disarm()), "the way to the point");
        disaster.strike(site, host);
        host.startReady();
        try {
            assertAnswer(story.act(host, volume), volume);
            if (disaster.endsContainers()) {
                story.beginAnew(host, volume);
            }
            end(story, volume, way);
        } catch (AssertionError | IOException e) {
            throw new AssertionError(story + " killed " + way.getLast() + ", point " + way.size() + ":\n" + host.log(),
                    e);
        }
    }

    private void end(Story story, String volume, List<String> way) throws Exception {
        story.end(host, other, volume);
        if (way.contains(USER_COUNTED) && !host.traces().isEmpty()) {
            // The reference was taken twice, since the answer to the first request was lost. Too many is safe.
            host.unmount(volume, Story.FIRST);
            host.unmount(volume, Story.SECOND);
        }
        Answer answer = host.remove(volume);
        assertEquals(200, answer.status(), answer::body);
        site.assertTraces(Set.of());
    }

    private void assertAnswer(Answer answer, String volume) {
        assertEquals(200, answer.status(), answer::body);
        if (answer.body().contains("Mountpoint")) {
            assertEquals("{\"Mountpoint\":\"" + host.home().resolve("volumes").resolve(volume).resolve("data") + "\"}",
                    answer.body());
        }
    }

    private void assertNoAnswer(Story story, String volume) {
        try {
            assertEquals(0, story.act(host, volume).status(), "it is dead");
        } catch (IOException e) {
            // The connection broke.
        }
    }

    private void arm(int point) throws IOException {
        Files.writeString(CrashPoints.armed(host.home()), Integer.toString(point));
    }

    private List<String> disarm() throws IOException {
        Files.delete(CrashPoints.armed(host.home()));
        List<String> points = Files.readAllLines(CrashPoints.trace(host.home()));
        Files.delete(CrashPoints.trace(host.home()));
        return points;
    }

    private String nextVolume() {
        volumes++;
        return "v" + volumes;
    }
}
