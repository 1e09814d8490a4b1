package rexray.lab;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a loop device's backing file, a hard link of the volume: says whose device it is, so that the kernel's
 * list of loop devices is all that a gateway needs to know after a crash.
 *
 * @param incarnation of the host that the device was made for
 */
record LoopName(Attachment attachment, String incarnation) {
    private static final Pattern FORM = Pattern.compile("([0-9a-f]+)_([0-9a-f]+)_([0-9a-z-]+)(?:_loop\\d+)?");

    /** Empty for a file that is not named so. */
    static Optional<LoopName> of(Path file) {
        Matcher matcher = FORM.matcher(file.getFileName().toString());
        return matcher.matches()
                ? Optional.of(new LoopName(new Attachment(matcher.group(1), matcher.group(2)), matcher.group(3)))
                : Optional.empty();
    }

    /** Name of an attachment in use. */
    String live() {
        return attachment.sdcId() + "_" + attachment.volumeId() + "_" + incarnation;
    }

    /** Name of a revoked one: of these there may be several, each with a loop device of its own. */
    String revoked(int loopIndex) {
        return live() + "_loop" + loopIndex;
    }
}
