package rexray.docker;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFSocketFactory;
import org.newsclub.net.unix.AFUNIXSocketAddress;
import org.newsclub.net.unix.ConnectionRefusedSocketException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.ContainerEngine;
import rexray.volume.VolumeName;

/**
 * The Docker engine of this host, asked over its own socket. Only ever reads. Must not be asked while the engine waits for
 * an answer of ours that depends on it: at its start it answers nobody before its volumes are restored. Many threads may
 * use it.
 */
public final class DockerEngine implements ContainerEngine {
    /** Where it is, unless configured otherwise. */
    public static final Path SOCKET = Path.of("/run/docker.sock");

    /** Where it looks for plugins: sockets in the first, files that name one in the others. */
    public static final List<Path> PLUGINS = List.of(Path.of("/run/docker/plugins"), Path.of("/etc/docker/plugins"),
            Path.of("/usr/lib/docker/plugins"));

    private static final Logger log = LoggerFactory.getLogger(DockerEngine.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** The newest version that we know; an engine refuses those above its own, and below its oldest. */
    private static final String KNOWN_VERSION = "1.44";
    private static final ObjectMapper JSON = new ObjectMapper()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final TypeReference<List<Container>> CONTAINERS = new TypeReference<>() {
    };
    /** Of the states of a container, those in which it has no process and is not about to have one. */
    private static final Set<String> AT_REST = Set.of("created", "exited", "dead");

    private final Path socket;
    private final OkHttpClient http;

    public DockerEngine(Path socket) {
        this.socket = socket;
        // The URL's host is only a name: nobody is asked for its address, nor a proxy for the way.
        this.http = new OkHttpClient.Builder().callTimeout(PATIENCE).retryOnConnectionFailure(false)
                .dns(host -> List.of(InetAddress.getLoopbackAddress())).proxy(Proxy.NO_PROXY)
                .socketFactory(new AFSocketFactory.FixedAddressSocketFactory(address(socket))).build();
    }

    private record Version(@JsonProperty("ApiVersion") @Nullable String newest,
            @JsonProperty("MinAPIVersion") @Nullable String oldest) {}

    private record Container(@JsonProperty("Id") @Nullable String id, @JsonProperty("State") @Nullable String state) {}

    @Override
    public Word of(VolumeName name) {
        if (Files.notExists(socket)) {
            return Word.NO_ENGINE;
        }
        try {
            List<Container> containers = containers(name);
            log.debug("Docker's containers with volume {}: {}", name, containers);
            return containers.stream().allMatch(container -> AT_REST.contains(String.valueOf(container.state())))
                    ? Word.UNUSED
                    : Word.USED;
        } catch (ConnectionRefusedSocketException e) {
            log.debug("no Docker engine listens on {}: {}", socket, e.toString());
            return Word.NO_ENGINE;
        } catch (IOException e) {
            log.debug("the Docker engine on {} gives no answer: {}", socket, e.toString());
            return Word.NO_ANSWER;
        }
    }

    /**
     * The volume drivers that the engine knows, after it has looked for those there are; empty if there is no engine.
     *
     * @throws IOException if it does not tell
     */
    public Optional<Set<String>> volumeDrivers() throws IOException {
        if (Files.notExists(socket)) {
            return Optional.empty();
        }
        try {
            String version = "v" + version();
            // It looks for plugins when it lists volumes, and only then.
            byte[] unread = get(url(version, "volumes").build());
            log.debug("Docker lists its volumes in {} bytes", unread.length);
            Info info = JSON.readValue(get(url(version, "info").build()), Info.class);
            return Optional.of(info == null || info.plugins() == null || info.plugins().volume() == null
                    ? Set.of()
                    : Set.copyOf(info.plugins().volume()));
        } catch (ConnectionRefusedSocketException e) {
            log.debug("no Docker engine listens on {}: {}", socket, e.toString());
            return Optional.empty();
        }
    }

    private record Info(@JsonProperty("Plugins") @Nullable Plugins plugins) {}

    private record Plugins(@JsonProperty("Volume") @Nullable List<String> volume) {}

    private List<Container> containers(VolumeName name) throws IOException {
        String filters = JSON.writeValueAsString(Map.of("volume", List.of(name.value())));
        HttpUrl url = url("v" + version(), "containers", "json").addQueryParameter("all", "1")
                .addQueryParameter("filters", filters).build();
        List<Container> containers = JSON.readValue(get(url), CONTAINERS);
        if (containers == null || containers.contains(null)) {
            throw new IOException("it lists its containers as null");
        }
        return containers;
    }

    private String version() throws IOException {
        Version version = JSON.readValue(get(url("version").build()), Version.class);
        if (version == null || version.newest() == null) {
            throw new IOException("it does not say its API version");
        }
        String ours = older(version.newest(), KNOWN_VERSION);
        return version.oldest() == null || older(version.oldest(), ours).equals(version.oldest())
                ? ours
                : version.oldest();
    }

    private byte[] get(HttpUrl url) throws IOException {
        try (Response response = http.newCall(new Request.Builder().url(url).build()).execute()) {
            if (response.code() != 200) {
                throw new IOException("status " + response.code() + " for " + url.encodedPath());
            }
            return response.body().bytes();
        }
    }

    private static HttpUrl.Builder url(String... segments) {
        HttpUrl.Builder url = new HttpUrl.Builder().scheme("http").host("docker");
        for (String segment : segments) {
            url.addPathSegment(segment);
        }
        return url;
    }

    /** Of two versions such as 1.9 and 1.10, the former. */
    private static String older(String one, String other) throws IOException {
        try {
            int[] numbers = numbers(one);
            return Arrays.compare(numbers, numbers(other)) <= 0 ? one : other;
        } catch (NumberFormatException e) {
            throw new IOException("an API version of an unknown form: " + one, e);
        }
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
    }

    private static AFUNIXSocketAddress address(Path socket) {
        try {
            return AFUNIXSocketAddress.of(socket);
        } catch (IOException e) {
            throw new IllegalArgumentException("not a path for a socket: " + socket, e);
        }
    }
}
