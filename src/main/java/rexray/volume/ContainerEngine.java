package rexray.volume;

/** The container engine of this host, as far as it tells who uses a volume. Takes no longer than some seconds. */
public interface ContainerEngine {
    /** What the engine knows of the containers that have this volume among their mounts. */
    Word of(VolumeName name);

    /** An engine's word. */
    enum Word {
        /** A container that runs, is paused, or is being restarted has it. */
        USED,
        /** It lists all containers, and none of those has it. */
        UNUSED,
        /** There is no engine where one was looked for. */
        NO_ENGINE,
        /** There is one, but it did not answer, or nothing one could understand. */
        NO_ANSWER
    }
}
