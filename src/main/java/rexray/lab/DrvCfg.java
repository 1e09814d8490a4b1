package rexray.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import rexray.volume.VolumeException.RefusedInput;

/** The command {@code drv_cfg} of an emulated SDC: a shell script over its {@link SdcDirectory} and device links. */
final class DrvCfg {
    /** What tells ours from a real one. */
    private static final String MARK = "drv_cfg of the rexray lab";

    private DrvCfg() {}

    /** Installs the script, replacing one of ours; a real {@code drv_cfg} is left alone and is an error. */
    static void install(Path target, Path directory, Path devices) throws IOException {
        if (Files.exists(target)
                && !new String(Files.readAllBytes(target), StandardCharsets.ISO_8859_1).contains(MARK)) {
            throw new RefusedInput(target + " exists and is not the lab's", "give another place with --drv-cfg");
        }
        Files.createDirectories(target.toAbsolutePath().getParent());
        Path unfinished = target.resolveSibling(target.getFileName() + ".new");
        Files.writeString(unfinished, script(directory, devices));
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String script(Path directory, Path devices) throws IOException {
        try (InputStream template = DrvCfg.class.getResourceAsStream("drv_cfg.sh")) {
            if (template == null) {
                throw new IllegalStateException("drv_cfg.sh is missing in this build");
            }
            return new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@MARK@", MARK)
                    .replace("@DIRECTORY@", quoted(directory.toAbsolutePath()))
                    .replace("@DEVICES@", quoted(devices.toAbsolutePath()));
        }
    }

    /** As one word of the shell. */
    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
