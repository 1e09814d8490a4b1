package rexray.scaleio;

/** All there is to say of a change that was made. */
enum Done {
    DONE
}
