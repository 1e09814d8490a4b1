package rexray.scaleio;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway's answers are read: fields that we do not know are ignored, since every release brings new ones; one
 * that we need and that is missing is an error (see {@link #needed}).
 */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private static final Pattern ID = Pattern.compile("[0-9a-f]{1,16}");

    private Json() {}

    /** Makes a value of a successful answer's body. */
    @FunctionalInterface
    interface Reader<T> {
        T read(InputStream body) throws IOException;
    }

    static <T> Reader<T> object(Class<T> type) {
        return body -> present(MAPPER.readValue(body, type));
    }

    static <T> Reader<List<T>> list(TypeReference<List<T>> type) {
        return body -> present(MAPPER.readValue(body, type));
    }

    /** A list too long to be kept as the gateway sends it: what is made of each element is kept, as soon as it was read. */
    static <T, R> Reader<List<R>> list(Class<T> type, Function<T, Optional<R>> made) {
        return body -> {
            List<R> all = new ArrayList<>();
            try (JsonParser parser = MAPPER.createParser(body)) {
                if (parser.nextToken() != JsonToken.START_ARRAY) {
                    throw new MalformedAnswer("no list");
                }
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    made.apply(present(MAPPER.readValue(parser, type))).ifPresent(all::add);
                }
            }
            return all;
        };
    }

    /** A JSON string, which some gateways send without the quotes; empty for null or nothing. */
    static Reader<Optional<String>> text() {
        return body -> {
            String text = new String(body.readAllBytes(), StandardCharsets.UTF_8).strip();
            String bare = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                    ? text.substring(1, text.length() - 1).strip()
                    : text;
            if (bare.startsWith("<")) {
                throw new MalformedAnswer("HTML instead of JSON");
            }
            return Optional.of(bare).filter(value -> !value.isEmpty() && !text.equals("null"));
        };
    }

    /** An object's id, as {@link #text}; anything but hexadecimal digits is malformed. */
    static Reader<Optional<String>> id() {
        return body -> {
            Optional<String> id = text().read(body);
            if (id.filter(value -> !ID.matcher(value).matches()).isPresent()) {
                throw new MalformedAnswer("no id");
            }
            return id;
        };
    }

    /** What an action answers: {@code {}} or nothing. */
    static Reader<Done> done() {
        return body -> Done.DONE;
    }

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON for " + value.getClass(), e);
        }
    }

    /** For the constructors of answers: Jackson leaves out what the gateway left out. */
    static <T> T needed(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException("the field " + field + " is missing");
        }
        return value;
    }

    /** For the constructors of answers: an object's id, which has to be there. */
    static String neededId(@Nullable String value, String field) {
        String id = needed(value, field);
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("the field " + field + " is no id");
        }
        return id;
    }

    private static <T> T present(@Nullable T value) throws MalformedAnswer {
        if (value == null) {
            throw new MalformedAnswer("null");
        }
        return value;
    }

    /** An answer that is no JSON of the kind that was expected. */
    static final class MalformedAnswer extends IOException {
        private static final long serialVersionUID = 1;

        MalformedAnswer(String what) {
            super(what);
        }
    }
}
