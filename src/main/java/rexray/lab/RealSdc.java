package rexray.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import rexray.volume.VolumeException.RefusedInput;

/** The driver of a real array's SDC on this machine, which the lab keeps away from. */
final class RealSdc {
    static final Path DEVICE = Path.of("/dev/scini");
    private static final int FILE_TYPE = 0170000;
    private static final int CHARACTER_DEVICE = 0020000;

    private RealSdc() {}

    /** Lets pass what is missing, or no character device. */
    static void refuseBeside(Path device) {
        try {
            if (Files.exists(device)
                    && ((int) Files.getAttribute(device, "unix:mode") & FILE_TYPE) == CHARACTER_DEVICE) {
                throw new RefusedInput("this machine has a real SDC (" + device + "): the lab does not start beside it",
                        "use a machine without ScaleIO, or a virtual one");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
