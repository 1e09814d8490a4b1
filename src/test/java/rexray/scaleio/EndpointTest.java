package rexray.scaleio;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.volume.VolumeException.RefusedInput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

class EndpointTest {
    @ParameterizedTest
    @CsvSource({"https://gw1, https://gw1/api/login", "https://gw1/, https://gw1/api/login",
            "https://gw1/api, https://gw1/api/login", "https://gw1/api/, https://gw1/api/login",
            "https://gw1:8443/api, https://gw1:8443/api/login", "http://10.0.0.1:80/api, http://10.0.0.1/api/login",
            "https://[fd00::1]:8443/api, https://[fd00::1]:8443/api/login",
            "https://gateway_ip/api, https://gateway_ip/api/login",
            "https://proxy/scaleio/api, https://proxy/scaleio/api/login"})
    void apiIsThereOnce(String endpoint, String login) {
        assertEquals(login, Endpoint.of(URI.create(endpoint)).at("/api/login").toString());
    }

    @ParameterizedTest
    @CsvSource({"https://gw1/api, https://gw1", "https://gw1:8443/api, https://gw1:8443",
            "https://[fd00::1]/api, https://[fd00::1]"})
    void messagesShowTheHost(String endpoint, String shown) {
        assertEquals(shown, Endpoint.of(URI.create(endpoint)).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gw1", "gw1:443", "ftp://gw1/api", "https:///api", "https://gw1/api?x=1"})
    void whatIsNoAddressIsRefused(String endpoint) {
        assertThrows(RefusedInput.class, () -> Endpoint.of(URI.create(endpoint)));
    }

    @Test
    void passwordInTheAddressIsRefusedAndNotShown() {
        RefusedInput refusal = assertThrows(RefusedInput.class,
                () -> Endpoint.of(URI.create("https://admin:secret@gw1/api")));
        assertFalse(refusal.getMessage().contains("secret"));
    }
}
