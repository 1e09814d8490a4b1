package rexray.scaleio;

/**
 * A request to the gateway, without what proves who asks.
 *
 * @param method {@code GET} or {@code POST}; there are no others
 * @param path starts with {@code /api} or {@code /rest}
 * @param body JSON; nothing for GET. That of a login holds the password
 */
record Message(String method, String path, String body) {
    static Message get(String path) {
        return new Message("GET", path, "");
    }

    static Message post(String path, Object body) {
        return new Message("POST", path, Json.write(body));
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
