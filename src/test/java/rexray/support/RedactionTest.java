package rexray.support;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rexray.scaleio.Login;
import rexray.scaleio.Secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

final class RedactionTest {
    private static Redaction of(String password) {
        return new Redaction(new Login("admin", new Secret(password), Login.Scheme.AUTO));
    }

    @Test
    void passwordIsTakenOutWhereverItStands() {
        assertEquals("he said ****, twice: x****x", of("S3cr#t$1").apply("he said S3cr#t$1, twice: xS3cr#t$1x"));
    }

    @Test
    void passwordIsTakenOutAsHttpSendsIt() {
        String sent = Base64.getEncoder().encodeToString("admin:S3cr#t$1".getBytes(UTF_8));

        assertEquals("saw ****", of("S3cr#t$1").apply("saw " + sent).replace("=", ""));
    }

    @Test
    void shortPasswordLeavesOtherWordsAlone() {
        assertEquals("a volume: ****, adb", of("db").apply("a volume: db, adb"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "Environment=SCALEIO_PASSWORD=hunter2 A=b|Environment=SCALEIO_PASSWORD=**** A=b",
            "password: 'two words' # mine|password: **** # mine",
            "{\"token\":\"abc\",\"a\":1}|{\"token\":****,\"a\":1}",
            "Authorization: Basic YWRtaW4=|Authorization: ****", "http://proxy:pw@host:80/x|http://****@host:80/x",
            "X-EMC-AUTH-TOKEN=abc|X-EMC-AUTH-TOKEN=****"})
    void whatLooksLikeASecretIsTakenOut(String text, String clean) {
        assertEquals(clean, new Redaction().apply(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"scaleio.passwordFile = /run/credentials/pw",
            "SCALEIO_PASSWORDFILE=/run/credentials/pw", "LoadCredential=scaleio.pw:/etc/pw",
            "check scaleio.userName and scaleio.password", "https://gw1:443/api",
            "scaleio.passwordCommand = pass show gw"})
    void whatIsNoneStays(String text) {
        assertEquals(text, new Redaction().apply(text));
    }
}
