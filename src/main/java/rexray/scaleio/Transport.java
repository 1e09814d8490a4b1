package rexray.scaleio;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.scaleio.Json.MalformedAnswer;
import rexray.scaleio.NoReply.Prospect;
import rexray.scaleio.NoReply.Stage;
import rexray.volume.Deadline;
import rexray.volume.VolumeException.TimedOut;

/**
 * The HTTP connection to a gateway: sends one request once and makes one of three things of it: the answer, a
 * {@link Refusal}, or {@link NoReply}. Any number of threads may use it.
 */
final class Transport implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Transport.class);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration READ = Duration.ofSeconds(30);
    /** Less than the 20 s after which Tomcat closes an idle connection: a request into a closed one is lost. */
    private static final Duration IDLE = Duration.ofSeconds(15);
    private static final long LONGEST_ERROR = 64 * 1024;

    /** The authorization of a request that needs none. */
    static final String ANONYMOUS = "";

    private final Endpoint endpoint;
    private final Trust trust;
    private final String mediaType;
    private final Wire wire;
    private final Traffic traffic;
    private @Nullable OkHttpClient client;

    /**
     * @param apiVersion the version of the API to ask for; without one a gateway speaks its own
     * @param traffic is told of each request
     */
    Transport(Endpoint endpoint, Trust trust, Optional<String> apiVersion, Wire wire, Traffic traffic) {
        this.wire = wire;
        this.traffic = traffic;
        this.endpoint = endpoint;
        this.trust = trust;
        this.mediaType = "application/json" + apiVersion.map(version -> ";version=" + version).orElse("");
    }

    Traffic traffic() {
        return traffic;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /**
     * @param authorization the header's value, or {@link #ANONYMOUS}
     * @throws Refusal with any status but 2xx that says what is the matter
     */
    <T> T send(Message message, String authorization, Json.Reader<T> reader, Deadline deadline)
            throws NoReply, Refusal {
        if (deadline.hasPassed()) {
            throw new TimedOut("the ScaleIO gateway at " + endpoint + " was not asked, because the time limit had"
                    + " passed",
                    "try again");
        }
        Progress progress = new Progress();
        Call call = client().newCall(request(message, authorization, progress));
        call.timeout().timeout(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        long begun = System.nanoTime();
        try (Response response = call.execute()) {
            traffic.answered(since(begun), response.code());
            log.debug("{} {} -> {} in {} ms", message.method(), message.path(), response.code(),
                    since(begun).toMillis());
            if (response.isSuccessful()) {
                return reader.read(response.body().byteStream());
            }
            throw refusal(error(response));
        } catch (JsonProcessingException | MalformedAnswer e) {
            throw malformed(message, e);
        } catch (IOException e) {
            traffic.unanswered(since(begun));
            log.debug("{} {} -> {} in {} ms", message.method(), message.path(), e.toString(),
                    since(begun).toMillis());
            throw ConnectionFault.noReply(endpoint, progress.sent ? Stage.SENT : Stage.NOT_SENT, e);
        }
    }

    private Request request(Message message, String authorization, Progress progress) {
        RequestBody body = message.method().equals("GET")
                ? null
                : RequestBody.create(message.body().getBytes(StandardCharsets.UTF_8), MediaType.get(mediaType));
        Request.Builder request = new Request.Builder().url(endpoint.at(message.path())).method(message.method(), body)
                .header("Accept", mediaType).header("User-Agent", "rexray").tag(Progress.class, progress);
        return (authorization.equals(ANONYMOUS) ? request : request.header("Authorization", authorization)).build();
    }

    /** Reads the CA file, so not in the constructor; and again after it was refused, so that mending it is enough. */
    private synchronized OkHttpClient client() {
        if (client == null) {
            // OkHttp would send a POST again when a pooled connection breaks under it. Only we know how to repeat one.
            OkHttpClient.Builder builder = new OkHttpClient.Builder().retryOnConnectionFailure(false)
                    .followRedirects(false).followSslRedirects(false).protocols(List.of(Protocol.HTTP_1_1))
                    .connectTimeout(CONNECT).readTimeout(READ).writeTimeout(READ)
                    .connectionPool(new ConnectionPool(8, IDLE.toSeconds(), TimeUnit.SECONDS));
            wire.lay(builder, chain -> {
                Objects.requireNonNull(chain.request().tag(Progress.class)).sent = true;
                return chain.proceed(chain.request());
            });
            CertificateCheck.configure(trust, builder, certificate -> traffic.saw(endpoint, certificate));
            client = builder.build();
            warnOfEavesdroppers();
        }
        return client;
    }

    private void warnOfEavesdroppers() {
        if (!endpoint.base().isHttps()) {
            log.warn("scaleio.endpoint {} uses no TLS, so anyone on the network path can read the password; https"
                    + " avoids that", endpoint);
        } else if (trust instanceof Trust.Anything) {
            log.warn("scaleio.insecure is set: the certificate of the ScaleIO gateway at {} is not verified, so anyone"
                    + " on the network path can read the password; set scaleio.fingerprint or scaleio.caFile",
                    endpoint);
        }
    }

    private static GatewayError error(Response response) throws IOException {
        byte[] bytes = response.peekBody(LONGEST_ERROR).bytes();
        String text = new String(bytes, StandardCharsets.UTF_8).strip();
        if (text.startsWith("{")) {
            try {
                return Json.object(ErrorAnswer.class).read(new ByteArrayInputStream(bytes)).toError(response.code());
            } catch (JsonProcessingException e) {
                log.debug("error body is no JSON: {}", e.getOriginalMessage());
            }
        }
        return new GatewayError(response.code(), 0, "");
    }

    /** Refused, unless the answer leaves open what became of the request. */
    private Refusal refusal(GatewayError error) throws NoReply {
        if (error.saysNothing() || error.kind() == RefusalKind.UNCERTAIN) {
            throw new NoReply("the ScaleIO gateway at " + endpoint + " answered: " + error,
                    RefusalKind.UNCERTAIN.remedy(), Stage.SENT, Prospect.MAY_PASS, null);
        }
        return new Refusal(error);
    }

    private NoReply malformed(Message message, IOException e) {
        String reason = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
        return new NoReply(
                "the answer of " + endpoint + " to " + message.method() + " " + message.path()
                        + " is not that of a ScaleIO gateway: " + reason,
                "check that scaleio.endpoint is the address of a ScaleIO gateway", Stage.SENT,
                e instanceof JsonEOFException ? Prospect.MAY_PASS : Prospect.WILL_STAY, e);
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.connectionPool().evictAll();
        }
    }

    /** Whether a request has begun to leave this machine. */
    private static final class Progress {
        private volatile boolean sent;
    }

    /** The body of a refusal. {@code details} hold the reason where the message is just "Error with details". */
    private record ErrorAnswer(@Nullable String message, @JsonProperty("errorCode") int code,
            @Nullable List<Detail> details) {

        record Detail(int rc, @Nullable String errorMessage) {}

        GatewayError toError(int status) {
            if (code == 0 && details != null && !details.isEmpty()) {
                Detail first = details.getFirst();
                return new GatewayError(status, first.rc, oneLine(first.errorMessage));
            }
            return new GatewayError(status, code, oneLine(message));
        }

        private static String oneLine(@Nullable String message) {
            String line = Objects.requireNonNullElse(message, "").strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
            return line.length() > 300 ? line.substring(0, 300) + "…" : line;
        }
    }
}
