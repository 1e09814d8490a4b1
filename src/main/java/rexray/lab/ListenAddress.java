package rexray.lab;

import rexray.volume.VolumeException.RefusedInput;

/**
 * Where a server listens.
 *
 * @param host an IP address or a name of this host
 * @param port 0 for a free one
 */
record ListenAddress(String host, int port) {
    static ListenAddress anyPortOf(String host) {
        return new ListenAddress(host, 0);
    }

    /**
     * Reads {@code ADDRESS:PORT}.
     *
     * @throws RefusedInput if it is anything else
     */
    static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new RefusedInput("'" + text + "' is not an address to listen on",
                    "give ADDRESS:PORT, e.g. 127.0.0.1:8443");
        }
        return new ListenAddress(text.substring(0, colon), Integer.parseInt(port));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
