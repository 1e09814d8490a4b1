package rexray.scaleio;

import okhttp3.Interceptor;
import okhttp3.OkHttpClient;

/** What carries requests to a gateway. */
@FunctionalInterface
interface Wire {
    /** @param departure must see each request that begins to leave this process, and none that doesn't */
    void lay(OkHttpClient.Builder client, Interceptor departure);

    /** Sockets. */
    static Wire network() {
        // Past the point where there is a connection.
        return OkHttpClient.Builder::addNetworkInterceptor;
    }
}
