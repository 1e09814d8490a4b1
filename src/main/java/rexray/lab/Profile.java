package rexray.lab;

import java.util.Arrays;
import java.util.stream.Collectors;
import rexray.volume.VolumeException.Unsupported;

/** The release of ScaleIO that a gateway behaves like. */
enum Profile {
    V2_0("2.0", "EMC ScaleIO Version: R2_0.14000.231", "R2_0.14000.231");

    private final String apiVersion;
    private final String systemVersion;
    private final String componentVersion;

    Profile(String apiVersion, String systemVersion, String componentVersion) {
        this.apiVersion = apiVersion;
        this.systemVersion = systemVersion;
        this.componentVersion = componentVersion;
    }

    /** The profile of that API version; {@link Unsupported} if the lab has none. */
    static Profile of(String apiVersion) {
        return Arrays.stream(values()).filter(profile -> profile.apiVersion.equals(apiVersion)).findFirst()
                .orElseThrow(() -> new Unsupported("the lab does not emulate ScaleIO " + apiVersion,
                        "choose one of: " + Arrays.stream(values()).map(Profile::apiVersion)
                                .collect(Collectors.joining(", "))));
    }

    /** What {@code /api/version} says. */
    String apiVersion() {
        return apiVersion;
    }

    String systemVersion() {
        return systemVersion;
    }

    String componentVersion() {
        return componentVersion;
    }
}
