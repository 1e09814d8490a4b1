package rexray.search;

/** What is asked of a daemon. */
enum Request {
    CREATE,
    REMOVE,
    /** Starts a container with the volume. */
    MOUNT,
    /** Ends it. */
    UNMOUNT,
    /** {@code docker cp} on a running container: Mount and Unmount with the id in use. */
    COPY,
    /** An Unmount by somebody who does not use the volume. */
    STRAY_UNMOUNT,
    GET,
    LIST,
    PATH,
    /** A person takes the volume over. */
    TAKE_OVER,
    /** What the daemon does unasked. */
    TIDY,
    WATCH,
    BECOME_READY;

    boolean isForAVolume() {
        return this != LIST && this != TIDY && this != WATCH && this != BECOME_READY;
    }
}
