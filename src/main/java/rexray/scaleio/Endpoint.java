package rexray.scaleio;

import java.net.URI;
import okhttp3.HttpUrl;
import rexray.volume.VolumeException.RefusedInput;

/** Where a gateway's REST API is. Users give it with or without the path {@code /api}; every path that we ask has it. */
record Endpoint(HttpUrl base) {
    /**
     * @throws RefusedInput if {@code uri} is no address of a gateway
     */
    static Endpoint of(URI uri) {
        if (uri.getRawUserInfo() != null) {
            throw new RefusedInput("scaleio.endpoint contains a user name",
                    "put it into scaleio.userName and scaleio.password");
        }
        HttpUrl url = HttpUrl.parse(uri.toString());
        if (url == null || uri.getRawAuthority() == null || url.query() != null || url.fragment() != null) {
            throw new RefusedInput("scaleio.endpoint '" + uri + "' is not the address of a gateway",
                    "give it as https://HOST/api or https://HOST:PORT/api");
        }
        String path = url.encodedPath().replaceAll("/+$", "").replaceAll("/api$", "");
        return new Endpoint(url.newBuilder().encodedPath(path + "/").build());
    }

    /** @param path starts with {@code /api} or {@code /rest} */
    HttpUrl at(String path) {
        return base.newBuilder().addPathSegments(path.substring(1)).build();
    }

    String host() {
        return base.host();
    }

    /** As messages show it: scheme, host, and the port if it is not the usual one. */
    @Override
    public String toString() {
        return base.newBuilder().encodedPath("/").build().toString().replaceAll("/$", "");
    }
}
