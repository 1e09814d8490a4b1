package rexray.volume;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.RefusedInput;

/**
 * The small file at the root of a volume's file system, beside the data directory, that holds what must be remembered of the
 * volume whichever host mounts it: one JSON object. It comes from elsewhere, so that each value is checked as if a user had
 * just given it, and what is not understood is an error.
 *
 * @param volume whose file it was written to be; that of its origin, on a copy that was given nothing of its own
 * @param name the volume's whole name, which the array may have shortened
 */
record SettingsFile(VolumeId volume, String name, VolumeSettings settings) {
    /** In bytes. One that we write has a few hundred. */
    static final int LARGEST = 16 * 1024;

    private static final String NAME = "rexray-volume.json";
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    /** The members. Those that are null are not in the file. */
    private record Members(int version, @Nullable String system, @Nullable String volume, @Nullable String name,
            @Nullable Long sizeInBytes, @Nullable String mkfsOptions, @Nullable String mountOptions,
            @Nullable Boolean readOnly, @Nullable Long iops, @Nullable Long bandwidthInKb, @Nullable String owner,
            @Nullable String mode) {}

    /** Where it is on a volume that is mounted there. */
    static Path on(Path mountpoint) {
        return mountpoint.resolve(NAME);
    }

    /**
     * @param file where the text was read, for messages
     * @throws HostFailure if it is not one that this version writes, or would write
     */
    static SettingsFile parse(String text, Path file) {
        if (text.length() > LARGEST) {
            throw broken(file, "are larger than any that REX-Ray writes", null);
        }
        try {
            JsonNode tree = JSON.readTree(text);
            if (tree == null || !tree.isObject() || !tree.path("version").isInt()) {
                throw broken(file, "were not written by REX-Ray", null);
            }
            if (tree.path("version").asInt() != VERSION) {
                throw new HostFailure(
                        "the volume's settings in " + file + " are of version " + tree.path("version").asInt()
                                + ", which this REX-Ray does not know",
                        "mount the volume on a host with the REX-Ray version that"
                                + " wrote them, or install that version here",
                        null);
            }
            Members members = JSON.treeToValue(tree, Members.class);
            return new SettingsFile(new VolumeId(needed(members.system(), file), needed(members.volume(), file)),
                    needed(members.name(), file), settings(members));
        } catch (JsonProcessingException e) {
            throw broken(file, "cannot be read: " + e.getOriginalMessage(), e);
        } catch (RefusedInput | IllegalArgumentException e) {
            throw broken(file, "contain an invalid value: " + e.getMessage(), e);
        }
    }

    private static VolumeSettings settings(Members members) {
        return new VolumeSettings(Optional.ofNullable(members.sizeInBytes()).map(Size::new),
                Optional.ofNullable(members.mkfsOptions()).map(MkfsOptions::parse),
                Optional.ofNullable(members.mountOptions()).map(MountOptions::parse),
                Optional.ofNullable(members.readOnly()).map(only -> only ? Access.READ_ONLY : Access.READ_WRITE),
                Optional.ofNullable(members.iops()), Optional.ofNullable(members.bandwidthInKb()),
                Optional.ofNullable(members.owner()).map(text -> Owner.parse("owner", text)),
                Optional.ofNullable(members.mode()).map(text -> DirectoryMode.parse("mode", text)));
    }

    String text() {
        Members members = new Members(VERSION, volume.system(), volume.volume(), name,
                settings.asked().map(Size::bytes).orElse(null),
                settings.mkfsOptions().map(MkfsOptions::toString).orElse(null),
                settings.mountOptions().map(MountOptions::toString).orElse(null),
                settings.access().map(access -> access == Access.READ_ONLY).orElse(null),
                settings.iops().orElse(null), settings.kilobytes().orElse(null),
                settings.owner().map(Owner::toString).orElse(null),
                settings.mode().map(DirectoryMode::format).orElse(null));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(members) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String needed(@Nullable String member, Path file) {
        if (member == null) {
            throw broken(file, "do not say which volume they belong to", null);
        }
        return member;
    }

    private static HostFailure broken(Path file, String why, @Nullable Exception cause) {
        return new HostFailure("the volume's settings in " + file + " " + why,
                "attach the volume with `rexray volume attach`, mount its device"
                        + " by hand, and repair the file or remove it;"
                        + " without it the volume is mounted as the configuration says",
                cause);
    }
}
