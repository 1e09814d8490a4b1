package rexray.lab;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import rexray.lab.RawClient.Answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Methods, paths and headers, the same in every release. */
class HttpConformanceTest {
    private static final Map<Profile, TestGateway> GATEWAYS = new EnumMap<>(Profile.class);

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        for (Profile profile : Profile.values()) {
            GATEWAYS.put(profile, TestGateway.start(directory.resolve(profile.apiVersion()),
                    options -> options.withProfile(profile)));
        }
    }

    @AfterAll
    static void close() {
        GATEWAYS.values().forEach(TestGateway::close);
    }

    private static TestGateway gateway(Profile profile) {
        return Objects.requireNonNull(GATEWAYS.get(profile));
    }

    private static Answer send(Profile profile, String method, String path) throws IOException, InterruptedException {
        RawClient client = gateway(profile).client();
        return client.send(client.request(path).method(method, BodyPublishers.noBody()));
    }

    @ParameterizedTest
    @CsvSource({"POST, /api/login", "POST, /api/version", "PUT, /api/types/Volume/instances",
            "DELETE, /api/instances/Volume::1", "PATCH, /api/instances", "OPTIONS, /api/types/Sdc/instances",
            "GET, /api/instances/System/queryMdmCluster", "GET, /api/instances/Volume::1/action/removeVolume",
            "GET, /api/types/Volume/instances/action/queryIdByKey", "POST, /api/types/Sdc/instances",
            "POST, /api/instances/Volume::1", "POST, /api/instances/Volume::1/relationships/Statistics"})
    void wrongMethodOfAPathThatThereIs(String method, String path) throws Exception {
        for (Profile profile : Profile.values()) {
            assertEquals("405/0 Request method '" + method + "' not supported", send(profile, method, path).line());
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/nix", "POST, /api/nix", "PUT, /api/nix", "GET, /api/",
            "POST, /api/types/Nix/instances", "POST, /api/instances/Nix::1", "OPTIONS, /api/instances/Volume"})
    void pathThatThereIsNot(String method, String path) throws Exception {
        for (Profile profile : Profile.values()) {
            assertEquals("404/0 Not Found", send(profile, method, path).line());
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void pathOutsideOfTheApiIsAPageOfHtml(Profile profile) throws Exception {
        for (String path : new String[]{"/", "/nix", "/types/Volume/instances", "/rest/v1/nix"}) {
            Answer answer = gateway(profile).stranger().get(path);

            assertEquals(404, answer.status(), path);
            assertTrue(answer.contentType().startsWith("text/html"), answer.contentType());
        }
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void headIsGetWithoutTheBody(Profile profile) throws Exception {
        Answer head = send(profile, "HEAD", "/api/types/Volume/instances");

        assertEquals(200, head.status());
        assertEquals("application/json", head.contentType());
        assertEquals("", head.body());
        RawClient stranger = gateway(profile).stranger();
        assertEquals(401, stranger.send(stranger.request("/api/types/Volume/instances").HEAD()).status());
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void slashAtTheEndDoesNotMatter(Profile profile) throws Exception {
        assertEquals(200, send(profile, "GET", "/api/types/Volume/instances/").status());
        assertEquals(200, send(profile, "GET", "/api/version/").status());
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void answerIsJsonWhateverIsAccepted(Profile profile) throws Exception {
        RawClient client = gateway(profile).client();
        for (String accept : new String[]{"application/json;version=2.0", "text/html", "*/*"}) {
            assertEquals("application/json", client.send(client.request("/api/types/System/instances")
                    .header("Accept", accept).header("Version", "1.0").GET()).contentType());
        }
    }

    @ParameterizedTest
    @CsvSource({"401, /api/nix", "404, /api/nix", "405, /api/types/Volume/instances"})
    void errorsOfTheFrontEndMayBePages(int status, String path) throws Exception {
        TestGateway gateway = gateway(Profile.V4_0);
        gateway.lab().faults().set(FaultOrder.of(FaultKind.HTML_ERRORS, "", "", 1));
        RawClient client = status == 401 ? gateway.stranger() : gateway.client();
        Answer answer = client.send(client.request(path)
                .method(status == 405 ? "DELETE" : "GET", BodyPublishers.noBody()));

        assertEquals(status, answer.status());
        assertTrue(answer.contentType().startsWith("text/html"), answer.contentType());
    }

    @Test
    void errorsOfTheMdmAreNoPages() throws Exception {
        TestGateway gateway = gateway(Profile.V4_0);
        gateway.lab().faults().set(FaultOrder.of(FaultKind.HTML_ERRORS, "", "", 2));

        assertEquals("500/79 Could not find the volume", gateway.client().get("/api/instances/Volume::1").line());
        assertEquals("200 []", gateway.client().get("/api/types/Volume/instances").line());
    }
}
