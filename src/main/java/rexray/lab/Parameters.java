package rexray.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import rexray.lab.Rejection.Invalid;

/**
 * The members of a request's JSON body. ScaleIO writes numbers and booleans as strings, {@code "TRUE"} in any case, and
 * takes them as numbers and booleans too; members that it does not know are ignored. No body is an empty one.
 */
final class Parameters {
    private static final JsonMapper JSON = new JsonMapper();
    private final JsonNode body;

    private Parameters(JsonNode body) {
        this.body = body;
    }

    /** Reads a body; {@link Invalid} unless it is empty or a JSON object. */
    static Parameters parse(String text) {
        if (text.isBlank()) {
            return new Parameters(MissingNode.getInstance());
        }
        JsonNode body;
        try {
            body = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new Invalid("Request message is not valid: no JSON at line " + e.getLocation().getLineNr()
                    + ", column " + e.getLocation().getColumnNr());
        }
        if (!body.isObject()) {
            throw new Invalid("Request message is not valid: a JSON object is expected");
        }
        return new Parameters(body);
    }

    /** Whether it is there at all, with any value but {@code null}. */
    boolean has(String name) {
        return body.hasNonNull(name);
    }

    /** Its text; empty if it is absent, {@code null} or an empty string. */
    Optional<String> text(String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isValueNode()) {
            throw new Invalid("Request message is not valid: " + name + " must be a string");
        }
        return Optional.of(value.asText()).filter(text -> !text.isEmpty());
    }

    String required(String name) {
        requireAll(name);
        return text(name).orElseThrow();
    }

    /** Names all that are missing at once. */
    void requireAll(String... names) {
        String missing = Arrays.stream(names).filter(name -> text(name).isEmpty()).collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw Invalid.missing(missing);
        }
    }

    Optional<String> id(String name) {
        return text(name).map(Ids::parse);
    }

    boolean flag(String name, boolean otherwise) {
        return text(name).map(text -> switch (text.toUpperCase(Locale.ROOT)) {
            case "TRUE" -> true;
            case "FALSE" -> false;
            default -> throw Invalid.value(name, "TRUE, FALSE", text);
        }).orElse(otherwise);
    }

    /** A number that is not negative. */
    OptionalLong number(String name) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!text.get().matches("[0-9]{1,18}")) {
            throw new Invalid(name + " (" + text.get() + ") must be a number that is not negative");
        }
        return OptionalLong.of(Long.parseLong(text.get()));
    }

    /** The constant of that name; {@link Invalid} if it is none of the legal ones. */
    <E extends WireName> Optional<E> oneOf(String name, List<E> legal) {
        return text(name).map(text -> legal.stream().filter(one -> one.wireName().equals(text)).findFirst()
                .orElseThrow(() -> Invalid.value(name,
                        legal.stream().map(WireName::wireName).collect(Collectors.joining(", ")), text)));
    }

    /** The strings of an array; none if it is absent. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        body.path(name).forEach(item -> texts.add(item.asText()));
        return texts;
    }

    /** The ids of an array; none if it is absent. */
    List<String> ids(String name) {
        return texts(name).stream().map(Ids::parse).toList();
    }

    /** The objects of an array; none if it is absent. */
    List<Parameters> objects(String name) {
        List<Parameters> objects = new ArrayList<>();
        body.path(name).forEach(item -> objects.add(new Parameters(item)));
        return objects;
    }
}
