package rexray.volume;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How one service treats volumes on this host.
 *
 * @param mountRoot directory that holds the mountpoints, each named after its volume
 * @param dataDirectory the part of a volume that containers get, relative to its root; empty for all of it
 * @param dataDirectoryMode permission bits of a new data directory
 * @param defaultSize of a volume created without a size
 * @param fileSystem what a blank volume is formatted with
 * @param preempt what to do with a volume that another host holds
 * @param runDirectory notes that end with the boot, e.g. {@code /run/rexray}
 * @param stateDirectory notes that outlive it, e.g. {@code /var/lib/rexray}
 * @param mountTimeout for Create and Mount; the Docker engine gives up after 2 minutes
 * @param otherTimeout for all else; the Docker engine gives up after 1 minute
 * @param anonymous whether volumes are made that Docker itself has named
 * @param forgottenAfter how long ago a container must have mounted before its use is doubted, see {@link ForgottenUses}
 */
public record VolumeOptions(Path mountRoot, String dataDirectory, int dataDirectoryMode, Size defaultSize,
        FileSystemType fileSystem, Preempt preempt, Path runDirectory, Path stateDirectory, Duration mountTimeout,
        Duration otherTimeout, Duration forgottenAfter, Anonymous anonymous) {

    public static final Path MOUNT_ROOT = Path.of("/var/lib/rexray/volumes");
    public static final Path RUN_DIRECTORY = Path.of("/run/rexray");
    public static final Path STATE_DIRECTORY = Path.of("/var/lib/rexray");
    public static final Duration MOUNT_TIMEOUT = Duration.ofSeconds(110);
    public static final Duration OTHER_TIMEOUT = Duration.ofSeconds(50);
    public static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    /** One that makes volumes by any name. */
    public VolumeOptions(Path mountRoot, String dataDirectory, int dataDirectoryMode, Size defaultSize,
            FileSystemType fileSystem, Preempt preempt, Path runDirectory, Path stateDirectory, Duration mountTimeout,
            Duration otherTimeout, Duration forgottenAfter) {
        this(mountRoot, dataDirectory, dataDirectoryMode, defaultSize, fileSystem, preempt, runDirectory,
                stateDirectory,
                mountTimeout, otherTimeout, forgottenAfter, Anonymous.MADE);
    }

    /** What Create does with a volume that has a name of 64 hexadecimal digits: Docker gives those, nobody else does. */
    public enum Anonymous {
        MADE,
        REFUSED
    }

    /** The same, of which anonymous volumes meet this. */
    public VolumeOptions with(Anonymous other) {
        return new VolumeOptions(mountRoot, dataDirectory, dataDirectoryMode, defaultSize, fileSystem, preempt,
                runDirectory, stateDirectory, mountTimeout, otherTimeout, forgottenAfter, other);
    }

    /** These, with all of {@code next} that can change while a service is at work. */
    public VolumeOptions changedTo(VolumeOptions next) {
        return new VolumeOptions(mountRoot, dataDirectory, next.dataDirectoryMode, next.defaultSize, next.fileSystem,
                next.preempt, runDirectory, stateDirectory, mountTimeout, otherTimeout, next.forgottenAfter,
                next.anonymous);
    }

    /**
     * What a Mount does with a volume that another host holds.
     *
     * @param grace how long it first waits for the holder to let go by itself
     * @param settle how long a holder must show no sign of life before it counts as dead
     */
    public record Preempt(Mode mode, Duration grace, Duration settle) {
        /** Longer than the window over which an array measures writes, which is taken to be 5 seconds. */
        public static final Duration SETTLE = Duration.ofSeconds(15);

        /** Leaves a Mount within the engine's patience time for all else. */
        public static final Duration LONGEST_GRACE = Duration.ofSeconds(60);

        public static final Preempt NEVER = new Preempt(Mode.NEVER, Duration.ZERO, SETTLE);
        public static final Preempt ALWAYS = new Preempt(Mode.ALWAYS, Duration.ZERO, SETTLE);
        public static final Preempt IF_DEAD = new Preempt(Mode.IF_DEAD, Duration.ZERO, SETTLE);

        /** How far apart the two reads must be that show a volume in other hands. */
        Duration lossSpacing() {
            return settle.dividedBy(5);
        }

        /** For how long the array need not be asked who holds what is mounted here, while the devices of all are there. */
        Duration questionSpacing() {
            return settle.multipliedBy(4);
        }

        public Preempt withGrace(Duration next) {
            return new Preempt(mode, next, settle);
        }

        /** From whom a volume is taken. */
        public enum Mode {
            /** From nobody; the refusal names the holder. */
            NEVER,
            /** From whoever holds it. */
            ALWAYS,
            /** From a holder that the array sees disconnected, and writing nothing, for the settle time. */
            IF_DEAD
        }
    }
}
