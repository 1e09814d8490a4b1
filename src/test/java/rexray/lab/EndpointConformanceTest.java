package rexray.lab;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import rexray.lab.RawClient.Answer;
import rexray.volume.Size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** The table of requests, row by row in every release: those that a release has, and that it lacks the others. */
class EndpointConformanceTest {
    /** Stands, so that what is due in an hour can be told. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Map<Profile, TestGateway> GATEWAYS = new EnumMap<>(Profile.class);
    private static final Map<Profile, RowFixture> FIXTURES = new EnumMap<>(Profile.class);

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        for (Profile profile : Profile.values()) {
            TestGateway gateway = TestGateway.start(directory.resolve(profile.apiVersion()),
                    options -> options.withProfile(profile).withClock(CLOCK).withLayout(
                            ClusterLayout.usual().withCapacity(Size.ofGb(65536)).withPool("pd1", "ssd")));
            gateway.anyVolume();
            GATEWAYS.put(profile, gateway);
            FIXTURES.put(profile, new RowFixture(gateway));
        }
    }

    @AfterAll
    static void close() {
        GATEWAYS.values().forEach(TestGateway::close);
    }

    private static TestGateway gateway(Profile profile) {
        return Objects.requireNonNull(GATEWAYS.get(profile));
    }

    private static List<Endpoint> endpoints(Profile profile) {
        return gateway(profile).lab().endpoints().toList();
    }

    private static String line(String method, String path) {
        return method + " " + path;
    }

    @Test
    void everyRequestThatTheGatewayServesHasARow() {
        Set<String> rows = EndpointRow.all().map(row -> line(row.method(), row.path()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> served = endpoints(Profile.V4_0).stream()
                .map(endpoint -> line(endpoint.method().name(), endpoint.path()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(served, rows);
    }

    @TestFactory
    Stream<DynamicTest> rows() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Profile profile : Profile.values()) {
            EndpointRow.all().forEach(row -> tests
                    .add(dynamicTest(profile.apiVersion() + ": " + row.what(), () -> check(profile, row))));
        }
        return tests.stream();
    }

    private static void check(Profile profile, EndpointRow row) throws Exception {
        boolean served = endpoints(profile).stream().anyMatch(endpoint -> endpoint.path().equals(row.path())
                && endpoint.method().name().equals(row.method()) && endpoint.isIn(profile));
        RowFixture fixture = Objects.requireNonNull(FIXTURES.get(profile));
        String request = fixture.fill(row.filledPath() + " " + (served ? row.body() : ""));
        int end = request.indexOf(' ');
        Answer answer = send(gateway(profile), row, request.substring(0, end), request.substring(end + 1));

        if (served) {
            assertTrue(answer.body().matches(row.answer()), () -> answer.status() + " " + answer.body());
            assertTrue(answer.status() == 200 || answer.status() == 204 || answer.status() == 500, answer::body);
            lookAt(profile, row, answer);
        } else {
            assertEquals(404, answer.status(), answer.body());
        }
    }

    private static void lookAt(Profile profile, EndpointRow row, Answer answer) throws Exception {
        if (row.look().isEmpty()) {
            return;
        }
        String[] texts = Objects.requireNonNull(FIXTURES.get(profile))
                .fillOn(row.look() + " " + row.seen(), answer.json()).split(" ", 2);
        Answer seen = gateway(profile).client().get("/api/instances/" + texts[0]);
        String line = seen.status() + " " + seen.body().replace('"', '\'');
        assertTrue(line.contains(texts[1]), () -> "no " + texts[1] + " in " + line);
    }

    /** Bytes are seen by hosts only, and what is refused changes nothing. */
    @Test
    void everyChangeIsLookedAt() {
        Set<String> unseen = new TreeSet<>();
        endpoints(Profile.V4_0).stream().filter(endpoint -> endpoint.access() == Endpoint.Access.CHANGE)
                .forEach(endpoint -> EndpointRow.all()
                        .filter(row -> row.path().equals(endpoint.path()) && row.look().isEmpty())
                        .forEach(row -> unseen.add(row.what())));

        assertEquals(Set.of("restored from a snapshot", "lock", "unlock", "compression"), unseen);
    }

    private static Answer send(TestGateway gateway, EndpointRow row, String path, String body) throws Exception {
        // A token that may be lost: the log-outs are rows too.
        RawClient client = row.what().equals("login")
                ? gateway.stranger().with("admin", gateway.password())
                : TestGateway.logIn(gateway.lab());
        try {
            return row.method().equals("GET") ? client.get(path) : client.post(path, body);
        } finally {
            client.get("/api/logout");
        }
    }

    @TestFactory
    Stream<DynamicTest> monitorMayLookAndNotChange() {
        return endpoints(Profile.V4_0).stream().filter(endpoint -> endpoint.access() == Endpoint.Access.CHANGE)
                .map(endpoint -> dynamicTest(endpoint.path(), () -> {
                    TestGateway gateway = gateway(Profile.V4_0);
                    RawClient stranger = gateway.stranger();
                    String token = stranger.with("monitor", gateway.monitorPassword()).get("/api/login").json()
                            .asText();
                    RawClient monitor = stranger.with("", token);
                    assertEquals(200, monitor.get("/api/types/Volume/instances").status());
                    assertEquals("500/168 The user is not allowed to do this",
                            monitor.post(endpoint.path().replaceAll("\\{[a-z]+}", "0"), "{}").line());
                    monitor.get("/api/logout");
                }));
    }
}
