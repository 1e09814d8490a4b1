package rexray.scaleio;

/** The gateway understood a request and refused it: nothing was changed. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;
    private final transient GatewayError error;

    Refusal(GatewayError error) {
        super(error.toString());
        this.error = error;
    }

    GatewayError error() {
        return error;
    }

    RefusalKind kind() {
        return error.kind();
    }
}
