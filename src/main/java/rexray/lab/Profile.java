package rexray.lab;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import rexray.lab.MdmError.Reply;
import rexray.volume.VolumeException.Unsupported;

/**
 * The release of ScaleIO that a gateway behaves like, from older to newer. All that differs between releases is data
 * here, in {@link Feature} where it is a whole ability, and in {@link Members} where it is a member of an answer.
 */
enum Profile {
    V2_0("2.0", "EMC ScaleIO Version: R2_0.14000.231", "R2_0.14000.231", MdmError.NOT_FOUND, VolumeType.THICK),
    V3_5("3.5", "DellEMC PowerFlex Version: R3_5.1100.105", "R3_5.1100.0", MdmError.VOL_NOT_FOUND, VolumeType.THIN),
    V4_0("4.0", "DellEMC PowerFlex Version: R4_0.0.105", "R4_0.0.0", MdmError.VOL_NOT_FOUND, VolumeType.THIN);

    /** The errors that a release tells with another code or text than most do. */
    private static final Map<Profile, Map<MdmError, Reply>> REPLIES = Map.of(
            V2_0, Map.of(MdmError.NOT_ALLOWED_MORE_THAN_ONE_MAPPING,
                    new Reply(306, "Only a single SDC may be mapped to this volume at a time")),
            V4_0, Map.of(
                    MdmError.VOL_ALREADY_MAPPED_TO_THIS_INI,
                    new Reply(4037, "The volume is already mapped to this SDC"),
                    MdmError.VOL_NOT_MAPPED_TO_INI, new Reply(4039, "The volume is not mapped to SDC")));

    private final String apiVersion;
    private final String systemVersion;
    private final String componentVersion;
    private final MdmError unknownVolumeName;
    private final VolumeType usualType;

    Profile(String apiVersion, String systemVersion, String componentVersion, MdmError unknownVolumeName,
            VolumeType usualType) {
        this.apiVersion = apiVersion;
        this.systemVersion = systemVersion;
        this.componentVersion = componentVersion;
        this.unknownVolumeName = unknownVolumeName;
        this.usualType = usualType;
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

    /** What the system says of itself. */
    String systemVersion() {
        return systemVersion;
    }

    /** What MDMs, data servers and SDCs say of themselves. */
    String componentVersion() {
        return componentVersion;
    }

    boolean has(Feature feature) {
        return feature.isIn(this);
    }

    boolean isWithin(Profile first, Profile last) {
        return compareTo(first) >= 0 && compareTo(last) <= 0;
    }

    /** How this release tells an error. */
    Reply reply(MdmError error) {
        return REPLIES.getOrDefault(this, Map.of()).getOrDefault(error, error.usualReply());
    }

    /** What an unknown name is told; an unknown id is always {@link MdmError#VOL_NOT_FOUND}. */
    MdmError unknownVolumeName() {
        return unknownVolumeName;
    }

    /** Of a volume whose request does not say. */
    VolumeType usualType() {
        return usualType;
    }
}
