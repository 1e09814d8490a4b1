package rexray.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rexray.admin.VolumeEntry;

/** A volume as the commands print it: by the original's names for columns, template fields and JSON, and more beside. */
record VolumeRow(VolumeEntry volume) implements Printing.Shown {
    static final List<String> COLUMNS = List.of("ID", "Name", "Status", "Size");
    static final List<String> COLUMNS_WITH_PATH = List.of("ID", "Name", "Status", "Size", "Path");

    @Override
    public String id() {
        return volume.id().volume();
    }

    @Override
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ID", id());
        fields.put("Name", volume.name());
        fields.put("Status", volume.state().toString());
        fields.put("Size", Long.toString(volume.size().gb()));
        fields.put("Path", volume.path().map(Path::toString).orElse(""));
        fields.put("Device", volume.device().map(Path::toString).orElse(""));
        fields.put("Type", volume.pool());
        fields.put("AvailabilityZone", volume.domain());
        fields.put("AttachmentState", Integer.toString(attachmentState()));
        fields.put("HeldBy", String.join(", ", volume.heldBy()));
        return fields;
    }

    @Override
    public Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id());
        json.put("name", volume.name());
        json.put("size", volume.size().gb());
        json.put("status", volume.state().toString());
        json.put("attachmentState", attachmentState());
        json.put("type", volume.pool());
        json.put("availabilityZone", volume.domain());
        json.put("path", volume.path().map(Path::toString).orElse(""));
        json.put("device", volume.device().map(Path::toString).orElse(""));
        json.put("uses", volume.uses());
        json.put("heldBy", volume.heldBy());
        json.put("provisioning", volume.provisioning().name().toLowerCase(java.util.Locale.ROOT));
        json.put("system", volume.id().system());
        json.put("created", volume.created().toString());
        volume.fileSystem().ifPresent(size -> json.put("fileSystemSize", size.inGb()));
        json.putAll(volume.remembered());
        volume.lostSince().ifPresent(since -> json.put("lostSince", since.toString()));
        json.put("seenAt", volume.seenAt().toString());
        return json;
    }

    /** The number that libStorage has for the state. */
    private int attachmentState() {
        return switch (volume.state()) {
            case ATTACHED -> 2;
            case AVAILABLE -> 3;
            case UNAVAILABLE -> 4;
        };
    }
}
