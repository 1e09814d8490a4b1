package rexray.scaleio;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.ScenarioMappingBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.net.URI;
import java.util.List;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

/** A gateway that answers what a test tells it to, however odd. At first it has a system, a domain and a pool. */
final class ScriptedGateway implements AutoCloseable {
    static final String SYSTEM = "2f9b5c1e7a3d4610";
    static final String POOL = "5c0a91f700000000";
    static final String VOLUME = "91c4e6a000000002";
    static final String SDC = "b7e4d02900000001";
    static final String TOKEN = "YWRtaW46MTQ3ODA4MzQxMjAwMDpzZXNzaW9u";
    static final String PASSWORD = "pass word:€";

    private static final String DOMAINS = "/api/instances/System::" + SYSTEM + "/relationships/ProtectionDomain";
    private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());

    ScriptedGateway() {
        server.start();
        answer("GET", "/api/login", okJson('"' + TOKEN + '"'));
        answer("GET", "/api/logout", okJson("\"\""));
        answer("GET", "/api/version", okJson("\"2.0\""));
        answer("GET", "/api/types/System/instances", okJson("[{'id':'%s','name':null}]".formatted(SYSTEM)));
        answer("GET", DOMAINS, okJson("[{'id':'8d6e2b4100000000','name':'pd1'}]"));
        answer("GET", "/api/types/StoragePool/instances",
                okJson("[{'id':'%s','name':'hdd','protectionDomainId':'8d6e2b4100000000'}]".formatted(POOL)));
    }

    /** A JSON answer, with single quotes for double ones. */
    static ResponseDefinitionBuilder okJson(String json) {
        return com.github.tomakehurst.wiremock.client.WireMock.okJson(json.replace('\'', '"'));
    }

    /** An answer of the MDM. */
    static ResponseDefinitionBuilder refusal(int status, int code, String message) {
        return status(status).withHeader("Content-Type", "application/json").withBody(
                "{\"message\":\"%s\",\"httpStatusCode\":%d,\"errorCode\":%d}".formatted(message, status, code));
    }

    /** A page of whatever stands before the gateway. */
    static ResponseDefinitionBuilder html(int status) {
        return status(status).withHeader("Content-Type", "text/html").withBody("<html><body>Sorry</body></html>");
    }

    /** The JSON of an unmapped volume, with {@code more} fields that win over those before. */
    static String volume(String name, String more) {
        return ("{'id':'%s','name':'%s','sizeInKb':16777216,'volumeType':'ThinProvisioned','storagePoolId':'%s',"
                + "'ancestorVolumeId':null,'creationTime':1478083412%s}").formatted(VOLUME, name, POOL,
                        more.isEmpty() ? "" : "," + more);
    }

    /** What the path is answered from now on: each answer once, and the last one for ever. */
    void answer(String method, String path, ResponseDefinitionBuilder... answers) {
        String scenario = method + " " + path + " " + server.getStubMappings().size();
        for (int i = 0; i < answers.length; i++) {
            ScenarioMappingBuilder stub = request(method, urlEqualTo(path)).inScenario(scenario)
                    .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "answer " + i).willReturn(answers[i]);
            server.stubFor(i == answers.length - 1 ? stub : stub.willSetStateTo("answer " + (i + 1)));
        }
    }

    /** What everything is answered from now on. */
    void answerAll(ResponseDefinitionBuilder answer) {
        server.stubFor(any(anyUrl()).willReturn(answer));
    }

    URI endpoint() {
        return URI.create(server.baseUrl() + "/api");
    }

    ScaleioOptions options() {
        return Gateways.options(endpoint(), PASSWORD);
    }

    /** The requests to that path so far, oldest first. */
    List<LoggedRequest> requests(String method, String path) {
        return server.getAllServeEvents().reversed().stream().map(event -> LoggedRequest.createFrom(event.getRequest()))
                .filter(seen -> seen.getMethod().getName().equals(method) && seen.getUrl().equals(path)).toList();
    }

    int count(String method, String path) {
        return requests(method, path).size();
    }

    @Override
    public void close() {
        server.stop();
    }
}
