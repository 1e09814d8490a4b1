package rexray.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.volume.Event.Field;
import rexray.volume.Journal;

/**
 * Events as lines of JSON in a file that only root can read. When it holds half of what is allowed, it takes the place of the
 * one before. A line is written whole, by one call, so that several processes may add to one file. Many threads may use it.
 *
 * <p>An event that cannot be written is lost, and the log says so: no volume waits for its history.
 */
public final class EventFile implements Journal.Events {
    private static final Logger log = LoggerFactory.getLogger(EventFile.class);
    private static final JsonFactory JSON = new JsonFactory();
    private static final FileAttribute<?> ROOT_ONLY = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private final Path file;
    private final long full;

    /** Touches nothing yet. */
    public EventFile(EventOptions options) {
        this.file = options.file();
        this.full = options.most().bytes() / 2;
    }

    @Override
    public synchronized void add(Map<Field, Object> event) {
        try {
            ByteBuffer line = ByteBuffer.wrap(line(event));
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            makeRoomFor(line.remaining());
            try (FileChannel channel = FileChannel.open(file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), ROOT_ONLY)) {
                channel.write(line);
            }
        } catch (IOException e) {
            log.warn("cannot write an event to {}, so it is only in the log: {}; check that the disk has room", file,
                    e.toString());
        }
    }

    private void makeRoomFor(int bytes) throws IOException {
        if (Files.exists(file) && Files.size(file) + bytes > full) {
            Files.move(file, EventOptions.before(file), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static byte[] line(Map<Field, Object> event) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            for (Map.Entry<Field, Object> entry : event.entrySet()) {
                json.writeFieldName(entry.getKey().toString());
                if (entry.getValue() instanceof Long number) {
                    json.writeNumber(number);
                } else {
                    json.writeString(entry.getValue().toString());
                }
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
        return line.toByteArray();
    }
}
