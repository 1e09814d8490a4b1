package rexray.scaleio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.volume.ControlPlane.Mapping;
import rexray.volume.ControlPlane.Unmapping;
import rexray.volume.Layout;
import rexray.volume.Limits;
import rexray.volume.Size;
import rexray.volume.Volume;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rexray.scaleio.ScriptedGateway.html;
import static rexray.scaleio.ScriptedGateway.okJson;
import static rexray.scaleio.ScriptedGateway.refusal;
import static rexray.scaleio.ScriptedGateway.volume;

/** Each version that we support, by its name: what its gateway says of itself, how it lets us in, and its volumes. */
class VersionsTest extends ScriptedGatewayFixture {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String MAPPED = "'mappedSdcInfo':[{'sdcId':'" + NODE + "','sdcIp':'10.0.0.21'%s}]";

    static List<String> versions() {
        return List.of("2.0", "2.5", "2.6", "3.0", "3.5", "3.6", "4.0", "4.5");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void tokenAsBasicServesAVolumeFromListToUnmap(String version) {
        serve(version);
        serveVolume(version);
        assertServed("Basic ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4.0", "4.5"})
    void bearerServesAVolumeWhereTheOtherLoginIsGone(String version) {
        serve(version);
        gateway.answer("GET", "/api/login", html(404));
        gateway.answer("POST", "/rest/auth/login", okJson(
                "{'access_token':'a.b.c','refresh_token':'d.e.f','token_type':'bearer','expires_in':'300'}"));
        gateway.answer("POST", "/rest/auth/logout", aResponse().withStatus(204));
        serveVolume(version);
        assertServed("Bearer a.b.c");
    }

    /** From 3.6 on the version is told only to who has logged in; a client that knows no version cannot know that. */
    @ParameterizedTest
    @ValueSource(strings = {"2.0", "3.5", "3.6", "4.5"})
    void versionIsAskedForWithTheToken(String version) {
        serve(version);
        array.connect(soon());
        List<LoggedRequest> asked = gateway.requests("GET", "/api/version");
        assertFalse(asked.isEmpty());
        assertTrue(asked.stream().allMatch(request -> request.containsHeader("Authorization")), asked::toString);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void volumeIsMadeInTheSizeThatIsAnnounced(String version) throws IOException {
        serve(version);
        gateway.answer("POST", VOLUMES, okJson("{'id':'" + ID.volume() + "'}"));
        assertEquals(Optional.of(ID), array.create(NAME, Size.ofGb(9), Layout.CONFIGURED, soon()));
        assertEquals(Long.toString(array.allocated(Size.ofGb(9)).kb()),
                sent(VOLUMES).getFirst().get("volumeSizeInKb").textValue());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void nameOfNoVolumeResolvesToNothing(String version) {
        serve(version);
        gateway.answer("POST", QUERY, version.equals("2.0")
                ? refusal(500, 3, "Not found")
                : refusal(500, 79, "Could not find the volume"));
        assertEquals(Optional.empty(), array.resolve(NAME, soon()));
    }

    /** Some text that is not the code's own, so that the code alone must do. */
    @ParameterizedTest
    @MethodSource("versions")
    void mapAndUnmapCanBeRepeated(String version) {
        serve(version);
        boolean renumbered = version.startsWith("4");
        gateway.answer("POST", MAP, okJson("{}"), refusal(500, renumbered ? 4037 : 81, "Nothing to do"));
        gateway.answer("POST", UNMAP, okJson("{}"), refusal(500, renumbered ? 4039 : 84, "Nothing to do"));
        assertEquals(List.of(Mapping.MADE, Mapping.WAS_THERE),
                List.of(array.map(ID, NODE, soon()), array.map(ID, NODE, soon())));
        assertEquals(List.of(Unmapping.ENDED, Unmapping.WAS_NONE),
                List.of(array.unmap(ID, NODE, soon()), array.unmap(ID, NODE, soon())));
    }

    @Test
    void numbersAndTruthAreSentAsText() throws IOException {
        List<String> actions = List.of(MAP, READ + "/action/setVolumeSize", READ + "/action/setMappedSdcLimits");
        actions.forEach(action -> gateway.answer("POST", action, okJson("{}")));
        array.map(ID, NODE, soon());
        array.grow(ID, Size.ofGb(20), soon());
        array.limit(ID, NODE, new Limits(100, 10 * 1024), soon());

        List<String> values = new ArrayList<>();
        for (String action : actions) {
            sent(action).getFirst().forEach(value -> values.add(value.toString()));
        }
        assertEquals(Set.of("\"FALSE\"", "\"24\"", "\"100\"", "\"10240\"", '"' + NODE.value() + '"'),
                Set.copyOf(values));
    }

    private void serve(String version) {
        gateway.answer("GET", "/api/version", okJson("'" + version + "'"));
    }

    private void serveVolume(String version) {
        gateway.answer("GET", VOLUMES, okJson("[" + volume("pgdata", fields(version)) + "]"));
        gateway.answer("POST", QUERY, okJson("'" + ID.volume() + "'"));
        ResponseDefinitionBuilder done = okJson("{}");
        gateway.answer("POST", MAP, done);
        gateway.answer("POST", UNMAP, done);
        gateway.answer("GET", READ, okJson(volume("pgdata", mapping(version) + "," + fields(version))));
    }

    /** What the volumes of that version have that those before have not. */
    private static String fields(String version) {
        return switch (version.charAt(0)) {
            case '2' -> "'mappingToAllSdcsEnabled':false,'isObfuscated':false,'mappedScsiInitiatorInfo':null"
                    + (version.equals("2.6") ? ",'isVvol':false" : "");
            case '3' -> "'dataLayout':'MediumGranularity','accessModeLimit':'ReadWrite','retentionLevels':[],"
                    + "'compressionMethod':'Invalid','managedBy':'ScaleIO'";
            default -> "'volumeClass':'defaultclass','nsid':1,'dataLayout':'MediumGranularity',"
                    + "'accessModeLimit':'ReadWrite','compressionMethod':'NotApplicable'";
        };
    }

    private static String mapping(String version) {
        return MAPPED.formatted(switch (version.charAt(0)) {
            case '2' -> ",'limitIops':0,'limitBwInMbps':0";
            case '3' -> ",'sdcName':null,'accessMode':'ReadWrite','isDirectBufferMapping':false";
            default -> ",'sdcName':null,'accessMode':'ReadWrite','nqn':null,'hostType':'SdcHost'";
        });
    }

    private void assertServed(String authorization) {
        List<Volume> listed = array.list(soon());
        assertEquals(List.of("pgdata"), listed.stream().map(volume -> volume.name().orElseThrow()).toList());
        assertEquals(ID, array.resolve(NAME, soon()).orElseThrow());
        assertEquals(Mapping.MADE, array.map(ID, NODE, soon()));
        assertEquals(1, array.read(ID, soon()).orElseThrow().holders().size());
        array.unmap(ID, NODE, soon());
        for (String path : List.of(MAP, UNMAP, QUERY)) {
            String sent = gateway.requests("POST", path).getFirst().getHeader("Authorization");
            assertTrue(sent.startsWith(authorization), sent);
        }
    }

    /** The bodies of the requests to that path, oldest first. */
    private List<JsonNode> sent(String path) throws IOException {
        List<JsonNode> bodies = new ArrayList<>();
        for (LoggedRequest request : gateway.requests("POST", path)) {
            bodies.add(JSON.readTree(request.getBodyAsString()));
        }
        return bodies;
    }
}
