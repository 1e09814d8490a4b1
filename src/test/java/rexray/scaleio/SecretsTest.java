package rexray.scaleio;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import rexray.volume.Size;
import rexray.volume.VolumeException;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rexray.scaleio.ScriptedGateway.html;
import static rexray.scaleio.ScriptedGateway.okJson;
import static rexray.scaleio.ScriptedGateway.refusal;

/** No log line, at whichever level, and no message shows the password, the token, or either in Base64. */
class SecretsTest extends ScriptedGatewayFixture {
    private static final String OUR_LOGGERS = "rexray.scaleio";
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> recorder = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            seen.add(event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                seen.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
    };

    @BeforeEach
    void record() {
        recorder.start();
        Logger logger = (Logger) LoggerFactory.getLogger(OUR_LOGGERS);
        logger.setLevel(Level.TRACE);
        logger.addAppender(recorder);
    }

    @AfterEach
    void stopRecording() {
        Logger logger = (Logger) LoggerFactory.getLogger(OUR_LOGGERS);
        logger.setLevel(null);
        logger.detachAppender(recorder);
        recorder.stop();
    }

    @Test
    void nothingShowsASecret() {
        useEverything();
        gateway.answerAll(refusal(401, 0, "Unauthorized"));
        useEverything();
        gateway.answerAll(html(503));
        useEverything();
        gateway.answerAll(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        useEverything();
        gateway.answerAll(okJson("rubbish"));
        useEverything();
        seen.add(gateway.options().toString());
        seen.add(Token.basic("admin", ScriptedGateway.TOKEN).toString());
        seen.add(Message.post("/rest/auth/login", Map.of("password", ScriptedGateway.PASSWORD)).toString());

        assertTrue(seen.stream().anyMatch(text -> text.contains("GET /api/login -> 200")), "nothing was recorded");
        String all = String.join("\n", seen);
        for (String secret : List.of(ScriptedGateway.PASSWORD, ScriptedGateway.TOKEN,
                base64("admin:" + ScriptedGateway.PASSWORD), base64("admin:" + ScriptedGateway.TOKEN),
                base64(ScriptedGateway.PASSWORD))) {
            assertFalse(all.contains(secret), () -> "shows " + secret + ": " + all);
        }
    }

    private void useEverything() {
        try (ScaleioControlPlane fresh = Gateways.hasty(gateway.options())) {
            recordFailureOf(() -> fresh.connect(verySoon()));
            recordFailureOf(() -> fresh.identify("3B7E9C52-0F4A-4D16-9E21-6A5D80C3F714", verySoon()));
            recordFailureOf(() -> fresh.list(verySoon()));
        }
        recordFailureOf(() -> array.connect(verySoon()));
        recordFailureOf(() -> array.resolve(NAME, verySoon()));
        recordFailureOf(() -> array.read(ID, verySoon()));
        recordFailureOf(() -> array.create(NAME, Size.ofGb(8), Optional.empty(), verySoon()));
        recordFailureOf(() -> array.map(ID, NODE, verySoon()));
        recordFailureOf(() -> array.unmap(ID, NODE, verySoon()));
        recordFailureOf(() -> array.remove(ID, verySoon()));
        seen.add(array.describe(NODE, verySoon()));
    }

    private void recordFailureOf(Runnable operation) {
        try {
            operation.run();
        } catch (VolumeException e) {
            StringWriter stack = new StringWriter();
            e.printStackTrace(new PrintWriter(stack));
            seen.add(stack.toString());
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
