package rexray.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import rexray.volume.Reason;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The fingerprints of certificates in a configuration file, as a command adds them to it. */
public final class PinnedCertificates {
    private final ConfigFile file;
    private final Optional<String> service;

    /** @param service for which they are; empty for the one that is meant where none is named */
    public PinnedCertificates(ConfigFile file, Optional<String> service) {
        this.file = file;
        this.service = service;
    }

    /**
     * Adds them at the end of the file, and leaves the rest as it is.
     *
     * @throws ConfigException if the file already decides which certificates are trusted, or cannot be added to
     */
    public void add(List<String> fingerprints) {
        for (Key key : List.of(Key.FINGERPRINT, Key.CA_FILE, Key.INSECURE)) {
            file.given(key, service).stream().filter(setting -> !setting.values().equals(List.of("false"))).findFirst()
                    .ifPresent(setting -> {
                        throw ConfigException.of(setting.origin(),
                                key + " already decides which certificates are trusted",
                                "remove it, then try again");
                    });
        }
        Path path = file.path();
        try {
            replace(path, withFingerprints(Files.readString(path, UTF_8), file.prefix(service), fingerprints));
        } catch (IOException e) {
            throw ConfigException.of(Origin.wholeOf(path), "cannot be added to: " + Reason.of(e),
                    "run the command as the file's owner, on a file system with room");
        }
    }

    private static String withFingerprints(String text, String prefix, List<String> fingerprints) {
        String quoted = String.join(", ", fingerprints.stream().map(one -> '"' + one + '"').toList());
        return text + (text.isEmpty() || text.endsWith("\n") ? "" : "\n") + prefix + Key.FINGERPRINT + ": [" + quoted
                + "]\n";
    }

    private void replace(Path path, String text) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".next");
        try {
            Files.deleteIfExists(next);
            Files.createFile(next, PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(path)));
            Files.writeString(next, text);
            requireSound(next);
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** Not every YAML can be added to at its end. */
    private void requireSound(Path next) {
        try {
            file.at(next).load();
        } catch (ConfigException e) {
            throw ConfigException.of(Origin.wholeOf(file.path()), "has a form that cannot be added to at its end",
                    "write " + Key.FINGERPRINT + " into it by hand");
        }
    }
}
