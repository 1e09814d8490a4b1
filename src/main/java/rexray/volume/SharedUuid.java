package rexray.volume;

/** Whether a second device of this host may hold a file system of the same UUID, as a copy of a volume does. */
public enum SharedUuid {
    NO,
    /** The device is a copy; its origin, or another copy, may be mounted too. */
    MAY_BE
}
