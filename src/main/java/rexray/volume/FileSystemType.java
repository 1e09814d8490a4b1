package rexray.volume;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The file systems that we make and mount. */
public enum FileSystemType {
    EXT4,
    XFS;

    /** The type that a user or a tool calls {@code name}, in whichever case. */
    public static Optional<FileSystemType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The kernel's name. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
