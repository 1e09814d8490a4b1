package rexray.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.function.BooleanSupplier;
import jdk.net.ExtendedSocketOptions;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.Errand;
import rexray.volume.Event.Field;
import rexray.volume.Reason;
import rexray.volume.VolumeException.RefusedInput;

/** One request and its answer, in JSON, on a connection from somebody on this host. */
public final class Exchange {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);
    private static final int LONGEST_BODY = 1 << 20;
    private static final int DEEPEST_BODY = 32;
    private static final ObjectMapper JSON = JsonMapper
            .builder(JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST_BODY).maxDocumentLength(LONGEST_BODY).build()).build())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private final Context context;
    private final String contentType;

    /** @param contentType of the answer, a kind of JSON */
    public Exchange(Context context, String contentType) {
        this.context = context;
        this.contentType = contentType;
    }

    /** The method that is called, as in {@code VolumeDriver.Mount}. */
    public String method() {
        return context.path().substring(1);
    }

    /** Does what was asked for, as an errand of the user who sent it. */
    public boolean byPeer(BooleanSupplier method) {
        Errand.is(Field.PEER, peer());
        Errand.is(Field.OPERATION, method());
        try {
            return method.getAsBoolean();
        } finally {
            Errand.isDone();
        }
    }

    /** Who sent it, by the kernel's word: the user's name, or number if it has none. */
    private String peer() {
        try {
            return endPoint().getTransport() instanceof SocketChannel channel
                    ? channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName()
                    : "unknown";
        } catch (IOException e) {
            return "a process that has ended";
        }
    }

    /** @throws RefusedInput if the body is not what the method takes */
    public <T> T read(Class<T> type) {
        try {
            byte[] body = context.bodyInputStream().readNBytes(LONGEST_BODY + 1);
            if (body.length == 0) {
                throw new RefusedInput("the request has no body, as when an engine repeats one whose connection broke",
                        "try again");
            }
            if (body.length > LONGEST_BODY) {
                throw new RefusedInput("the request is longer than " + LONGEST_BODY + " bytes", "send a shorter one");
            }
            T request = JSON.readValue(body, type);
            if (request == null) {
                throw new RefusedInput("the request is null", "send a JSON object");
            }
            return request;
        } catch (JsonProcessingException e) {
            throw new RefusedInput("the request is not the JSON of " + method() + ": " + e.getOriginalMessage(),
                    "send what the plugin protocol requires");
        } catch (IOException e) {
            throw new RefusedInput("the request broke off: " + Reason.of(e), "try again");
        }
    }

    /**
     * Writes the answer, whole, before it returns.
     *
     * @return whether it could be delivered: not to a caller who has gone away, which a Unix socket tells at once
     */
    public boolean answer(int status, Object body) {
        byte[] bytes;
        try {
            bytes = JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that is not JSON", e);
        }
        try {
            context.status(status).contentType(contentType);
            context.res().setContentLength(bytes.length);
            // Past Javalin, which would write it after the handler has returned.
            context.res().getOutputStream().write(bytes);
            context.res().flushBuffer();
            return delivered(status);
        } catch (IOException e) {
            return undeliverable(e);
        }
    }

    /**
     * Writes the answer while it is made, since it may be too long to be kept.
     *
     * @return whether it could be delivered
     */
    public boolean stream(Object body) {
        try {
            context.status(200).contentType(contentType);
            JSON.writeValue(context.res().getOutputStream(), body);
            return delivered(200);
        } catch (IOException e) {
            return undeliverable(e);
        }
    }

    private boolean delivered(int status) {
        log.debug("{} is answered with status {}", method(), status);
        return true;
    }

    private boolean undeliverable(IOException e) {
        log.debug("the answer to {} cannot be delivered: {}", method(), e.toString());
        return false;
    }

    /** Ends the connection. If nothing was answered, the engine learns nothing. */
    public void close() {
        log.debug("{} is left unanswered", method());
        endPoint().close();
    }

    private EndPoint endPoint() {
        return ServletContextRequest.getServletContextRequest(context.req()).getConnectionMetaData().getConnection()
                .getEndPoint();
    }
}
