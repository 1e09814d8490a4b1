package rexray.linux;

import java.nio.charset.StandardCharsets;

/** What a command that ended left behind; one that failed has a result too. */
final class CommandResult {
    private static final int SHOWN = 400;

    private final int exitCode;
    private final byte[] output;
    private final String errors;

    private CommandResult(int exitCode, byte[] output, String errors) {
        this.exitCode = exitCode;
        this.output = output;
        this.errors = errors;
    }

    /** Of a command whose output went elsewhere. */
    CommandResult(int exitCode, String errors) {
        this(exitCode, new byte[0], errors);
    }

    CommandResult withOutput(byte[] whole) {
        return new CommandResult(exitCode, whole.clone(), errors);
    }

    /** As the program set it; 128 and the signal's number if a signal ended it. */
    int exitCode() {
        return exitCode;
    }

    boolean succeeded() {
        return exitCode == 0;
    }

    /** The standard output. */
    byte[] output() {
        return output.clone();
    }

    /** The standard output, of a program that writes text. */
    String text() {
        return new String(output, StandardCharsets.UTF_8);
    }

    /** The standard error. */
    String errors() {
        return errors;
    }

    /** What the program complained of, as one line for a message. */
    String complaint() {
        String words = (errors.isBlank() ? text() : errors).strip().replaceAll("\\s+", " ");
        String shown = words.length() > SHOWN ? words.substring(0, SHOWN) + "…" : words;
        return shown.isEmpty() ? "exit code " + exitCode : shown + " (exit code " + exitCode + ")";
    }
}
