package rexray.volume;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ReasonTest {
    @TempDir
    private Path directory;

    @Test
    void filesAreRefusedInWords() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        Path missing = directory.resolve("missing");
        assertEquals("no such file or directory (" + missing + ")", reason(() -> Files.readString(missing)));
        assertEquals("it exists already (" + file + ")", reason(() -> Files.createFile(file)));
        assertEquals("it is not a directory (" + file + ")",
                Reason.of(new NotDirectoryException(file.toString())));
        assertEquals("Not a directory (" + file.resolve("below") + ")",
                reason(() -> Files.readString(file.resolve("below"))));
        assertEquals("the directory is not empty (" + directory + ")", reason(() -> Files.delete(directory)));
        assertEquals("Is a directory", reason(() -> Files.readString(directory)));
    }

    @Test
    void otherFailuresSayWhatTheySay() {
        assertEquals("Connection refused", Reason.of(new ConnectException("Connection refused")));
        assertEquals("the name gw is not known", Reason.of(new UnknownHostException("gw")));
        assertEquals("broken", Reason.of(new UncheckedIOException(new IOException("broken"))));
        assertEquals("it is closed", Reason.of(new ClosedChannelException()));
    }

    private static String reason(Executable action) {
        return Reason.of(assertThrows(IOException.class, action));
    }
}
