package rexray.lab;

/** A request that the gateway does not carry out, with what a client is told of it. */
abstract sealed class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Rejection(String message) {
        super(message, null, false, false);
    }

    /** Refused by the rules of the cluster. */
    static final class ByMdm extends Rejection {
        private static final long serialVersionUID = 1;
        private final MdmError error;

        ByMdm(MdmError error) {
            super(error.name());
            this.error = error;
        }

        MdmError error() {
            return error;
        }
    }

    /** Refused by the cluster inside a command over several volumes: ScaleIO puts the reason into the details. */
    static final class WithDetails extends Rejection {
        private static final long serialVersionUID = 1;
        private final MdmError error;

        WithDetails(MdmError error) {
            super("Error with details");
            this.error = error;
        }

        MdmError error() {
            return error;
        }
    }

    /** A request that does not make sense: the gateway says so before it asks the MDM. */
    static final class Invalid extends Rejection {
        private static final long serialVersionUID = 1;

        Invalid(String message) {
            super(message);
        }

        static Invalid missing(String parameters) {
            return new Invalid(
                    "Request message is not valid: The following parameter(s) must be part of the request body: "
                            + parameters + ".");
        }

        static Invalid missingOneOf(String parameters) {
            return new Invalid(
                    "Request message is not valid: One of the parameter(s) must be part of the request body: "
                            + parameters);
        }

        static Invalid value(String parameter, String legal, String value) {
            return new Invalid(parameter + " should get one of the following values: " + legal + ", but its value is "
                    + value + ".");
        }
    }

    /** No valid token, or a wrong name or password: ScaleIO does not say which. */
    static final class Unauthorized extends Rejection {
        private static final long serialVersionUID = 1;

        Unauthorized() {
            super("Unauthorized");
        }
    }

    /** A path that the gateway does not know. */
    static final class NoSuchPath extends Rejection {
        private static final long serialVersionUID = 1;

        NoSuchPath() {
            super("Not Found");
        }
    }

    /** A method other than GET and POST, or the wrong one of both. */
    static final class NoSuchMethod extends Rejection {
        private static final long serialVersionUID = 1;

        NoSuchMethod(String method) {
            super("Request method '" + method + "' not supported");
        }
    }

    /** An object that has no such relationship. */
    static final class NoSuchRelationship extends Rejection {
        private static final long serialVersionUID = 1;

        NoSuchRelationship(String relationship) {
            super("Error in get relationship " + relationship);
        }
    }
}
