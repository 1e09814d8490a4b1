package rexray.volume;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** Why the operating system refused something, in its own words where Java has only the name of a class for them. */
public final class Reason {
    private Reason() {}

    /** For the end of a sentence, after a colon. */
    public static String of(Throwable failure) {
        return switch (failure) {
            case UncheckedIOException wrapper when wrapper.getCause() != null -> of(wrapper.getCause());
            case NoSuchFileException e -> "no such file or directory" + where(e);
            case AccessDeniedException e -> "permission denied" + where(e);
            case FileAlreadyExistsException e -> "it exists already" + where(e);
            case NotDirectoryException e -> "it is not a directory" + where(e);
            case DirectoryNotEmptyException e -> "the directory is not empty" + where(e);
            case FileSystemLoopException e -> "too many levels of symbolic links" + where(e);
            case FileSystemException e when e.getReason() != null -> e.getReason() + where(e);
            case UnknownHostException e -> "the name " + e.getMessage() + " is not known";
            case EOFException _ -> "it ended too early";
            case ClosedChannelException _ -> "it is closed";
            default -> Optional.ofNullable(failure.getMessage()).filter(message -> !message.isBlank())
                    .orElseGet(failure::toString);
        };
    }

    private static String where(FileSystemException failure) {
        return failure.getFile() == null ? "" : " (" + failure.getFile() + ")";
    }
}
