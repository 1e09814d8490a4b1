package rexray.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rexray.cli.Status.Stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class StatusTest {
    private static Status status(Stage stage, Optional<String> reason) {
        return new Status(12, "1.0", Instant.EPOCH, List.of(Path.of("/run/x.sock"), Path.of("/run/y.sock")), stage,
                reason);
    }

    @Test
    void textCanBeReadBack() {
        for (Status status : List.of(status(Stage.STARTING, Optional.empty()), status(Stage.READY, Optional.empty()),
                status(Stage.NOT_READY, Optional.of("the gateway \"gw\" is away")))) {
            assertEquals(Optional.of(status), Status.parse(status.json()));
        }
    }

    @Test
    void textNamesWhatOthersReadToo() {
        assertTrue(status(Stage.READY, Optional.empty()).json().contains("\"ready\" : true"));
        assertTrue(status(Stage.NOT_READY, Optional.of("why")).json().contains("\"reason\" : \"why\""));
    }

    @Test
    void anythingElseIsNoStatus() {
        for (String text : List.of("", "{", "{}", "[]", "pid 12")) {
            assertEquals(Optional.empty(), Status.parse(text), text);
        }
    }
}
