package rexray.scaleio;

/** A text that no log, message or dump may show. */
public final class Secret {
    private final String text;

    public Secret(String text) {
        this.text = text;
    }

    /** The text itself, for the one place that sends it. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "****";
    }
}
