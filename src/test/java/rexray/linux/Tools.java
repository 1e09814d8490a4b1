package rexray.linux;

import java.time.Duration;
import java.util.List;
import rexray.volume.Deadline;

/** Commands that only tests need. */
final class Tools {
    private Tools() {}

    /** Runs a command that must succeed, and returns what it printed. */
    static String run(String program, Object... arguments) {
        List<String> texts = List.of(arguments).stream().map(Object::toString).toList();
        CommandResult result = new Command(new Program(program, program), texts).run(soon());
        if (!result.succeeded()) {
            throw new AssertionError(program + " " + texts + ": " + result.complaint());
        }
        return result.text();
    }

    static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(60));
    }
}
