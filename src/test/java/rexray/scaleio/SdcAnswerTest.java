package rexray.scaleio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import rexray.volume.ControlPlane.HostState;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SdcAnswerTest {
    private static final String GUID = "3B7E9C52-0F4A-4D16-9E21-6A5D80C3F714";

    @Test
    void hostIsFoundByItsGuidInAnyCase() throws IOException {
        assertTrue(read("'sdcGuid':'" + GUID + "'").hasGuid(GUID.toLowerCase(Locale.ROOT)));
    }

    @Test
    void nvmeHostWithoutGuidIsNobody() throws IOException {
        assertFalse(read("'sdcGuid':null,'hostType':'NVMeHost','nqn':'nqn.2014-08.org:host1'").hasGuid(GUID));
    }

    @Test
    void oneAddressIsShown() throws IOException {
        assertEquals("10.0.0.21 (SDC b7e4d02900000001, connected)",
                read("'sdcIp':'10.0.0.21','mdmConnectionState':'Connected'").describe());
    }

    @Test
    void listOfAddressesWithoutTheOneOfOldIsShown() throws IOException {
        assertEquals("10.0.0.21,10.0.1.21 (SDC b7e4d02900000001, disconnected)",
                read("'sdcIp':null,'sdcIps':['10.0.0.21','10.0.1.21'],'mdmConnectionState':'Disconnected'")
                        .describe());
    }

    @Test
    void hostWithoutAnyAddressIsShownByItsId() throws IOException {
        assertEquals("(SDC b7e4d02900000001, connection unknown)", read("'sdcIps':null").describe());
    }

    @Test
    void stateThatIsNewIsUnknown() throws IOException {
        assertEquals(HostState.UNKNOWN, read("'mdmConnectionState':'Joining'").state());
    }

    private static SdcAnswer read(String fields) throws IOException {
        String json = "{'id':'b7e4d02900000001',%s}".formatted(fields).replace('\'', '"');
        return Json.object(SdcAnswer.class).read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
