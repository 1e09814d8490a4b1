package rexray.linux;

import java.io.IOException;

/** A call into the kernel that failed. The message names the call, what it was about and the kernel's reason. */
public final class NativeException extends IOException {
    private static final long serialVersionUID = 1;

    /** From {@code errno-base.h}, the same on every Linux that we run on. */
    static final int ENOENT = 2;
    static final int ENXIO = 6;
    static final int EBUSY = 16;
    static final int EEXIST = 17;
    static final int ENODEV = 19;

    private final int errno;

    NativeException(String call, int errno, String reason) {
        super(call + ": " + reason + " (errno " + errno + ")");
        this.errno = errno;
    }

    /** The kernel's number for the reason, see {@code errno(3)}. */
    public int errno() {
        return errno;
    }
}
