package rexray.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a daemon says of itself, in its own words and as the text of {@code status.json}.
 *
 * @param since when it started
 * @param sockets on which Docker is served, at least one
 * @param reason why it is not ready; empty if it is, or is still starting
 */
record Status(long pid, String version, Instant since, List<Path> sockets, Stage stage, Optional<String> reason) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    enum Stage {
        STARTING,
        READY,
        NOT_READY
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @return empty if it is anything else
     */
    static Optional<Status> parse(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            return Optional.of(new Status(node.path("pid").asLong(), node.path("version").asText(),
                    Instant.parse(node.path("since").asText()), sockets(node),
                    node.path("ready").asBoolean()
                            ? Stage.READY
                            : node.has("reason") ? Stage.NOT_READY : Stage.STARTING,
                    Optional.ofNullable(node.path("reason").textValue())));
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static List<Path> sockets(JsonNode node) {
        return node.path("sockets").valueStream().map(socket -> Path.of(socket.asText())).toList();
    }

    String json() {
        ObjectNode node = JSON.createObjectNode().put("pid", pid).put("version", version).put("since", since.toString())
                .put("socket", sockets.getFirst().toString()).put("ready", stage == Stage.READY);
        ArrayNode all = node.putArray("sockets");
        sockets.forEach(socket -> all.add(socket.toString()));
        reason.ifPresent(text -> node.put("reason", text));
        return node.toPrettyString() + "\n";
    }
}
