package rexray.docker;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** X5: a Mount whose caller is gone when the answer comes counts nobody, as no Unmount will follow. */
final class LostAnswersTest extends PluginFixture {
    private static final String OTHER = "b".repeat(64);

    @BeforeEach
    void createVolume() throws IOException {
        create("db");
    }

    @Test
    void callerThatClosesBeforeTheMountBeginsIsNotCounted() throws Exception {
        HangingChange hang = new HangingChange(host);
        sendMount("db", ID).close();
        hang.awaitStart();
        hang.release();
        awaitReleased();
    }

    @Test
    void callerThatClosesDuringTheMountIsNotCounted() throws Exception {
        HangingChange hang = new HangingChange(host);
        try (SocketChannel _ = sendMount("db", ID)) {
            hang.awaitStart();
        }
        hang.release();
        awaitReleased();
    }

    @Test
    void lostAnswerOfASecondCallerLeavesTheFirstOne() throws Exception {
        mount("db", ID);
        sendMount("db", OTHER).close();
        awaitTakenBack();
        assertEquals(1, uses("db"));
        assertEquals(1, host.mounts().size());
        unmount("db", ID);
        assertEquals(0, host.mounts().size());
    }

    @Test
    void lostAnswerOfARepeatedIdTakesOneUseOnly() throws Exception {
        mount("db", ID);
        sendMount("db", ID).close();
        awaitTakenBack();
        assertEquals(1, uses("db"));
        assertEquals(1, host.mounts().size());
    }

    /** What an engine does whose connection broke: the same request again, with an empty body. */
    @Test
    void emptyRetryAfterALostAnswerLeavesNothingMounted() throws Exception {
        sendMount("db", ID).close();
        awaitTakenBack();
        assertEquals(500, docker.post("VolumeDriver.Mount", "Host: \r\n", "").status());
        awaitReleased();
        mount("db", ID);
        unmount("db", ID);
        assertEquals(0, host.mounts().size());
    }

    private SocketChannel sendMount(String name, String id) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        String body = "{\"Name\":\"" + name + "\",\"ID\":\"" + id + "\"}\n";
        channel.write(ByteBuffer.wrap(("POST /VolumeDriver.Mount HTTP/1.1\r\nHost: \r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body).getBytes(UTF_8)));
        return channel;
    }

    private void awaitTakenBack() throws Exception {
        await("the Mount that is undone", () -> log.contain("which is undone"));
        await("its use that falls",
                () -> log.contain("volume db unmounted for caller") || log.contain("volume db is no longer used"));
    }

    private void awaitReleased() throws Exception {
        await("the end of the mapping", () -> array.holders("db").isEmpty());
        assertEquals(0, uses("db"));
        assertEquals(0, host.mounts().size());
    }
}
