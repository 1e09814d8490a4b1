package rexray.scaleio;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.volume.ControlPlane.Mapping;
import rexray.volume.Volume;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rexray.scaleio.ScriptedGateway.html;
import static rexray.scaleio.ScriptedGateway.okJson;
import static rexray.scaleio.ScriptedGateway.volume;

/** Each version that we support, by its name: what its gateway says of itself, how it lets us in, and its volumes. */
class VersionsTest extends ScriptedGatewayFixture {
    private static final String MAPPED = "'mappedSdcInfo':[{'sdcId':'" + NODE + "','sdcIp':'10.0.0.21'%s}]";

    @ParameterizedTest
    @ValueSource(strings = {"2.0", "2.5", "2.6", "3.0", "3.5", "3.6", "4.0", "4.5"})
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
}
