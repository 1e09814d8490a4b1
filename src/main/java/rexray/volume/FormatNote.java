package rexray.volume;

import java.util.UUID;

/**
 * That a volume was proved blank and is being formatted with a file system of this UUID. Written before mkfs, removed
 * after it: what is found with this UUID and was never mounted is our own unfinished work, and may be formatted again.
 */
record FormatNote(UUID uuid) {}
