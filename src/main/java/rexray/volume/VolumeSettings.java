package rexray.volume;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked for one volume, or remembered on it, for whichever host mounts it. What is empty is as that host is
 * configured.
 *
 * @param asked the size that the volume was created with; the array may have rounded it up
 * @param mkfsOptions what its file system was made with
 * @param mountOptions what it is mounted with
 * @param access what those who have it mounted may do
 * @param iops as in {@link Limits}
 * @param kilobytes as in {@link Limits}
 * @param owner of a new data directory
 * @param mode permission bits of a new data directory
 */
public record VolumeSettings(Optional<Size> asked, Optional<MkfsOptions> mkfsOptions,
        Optional<MountOptions> mountOptions, Optional<Access> access, Optional<Long> iops, Optional<Long> kilobytes,
        Optional<Owner> owner, Optional<Integer> mode) {
    /** Nothing. */
    public static final VolumeSettings NONE = new VolumeSettings(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** @throws VolumeException.RefusedInput if the limits are none that an array has */
    public VolumeSettings {
        new Limits(iops.orElse(0L), kilobytes.orElse(0L));
    }

    /** Whether there is anything to remember. The size alone is not: the array knows what it made of it. */
    public boolean isEmpty() {
        return withAsked(Optional.empty()).equals(NONE);
    }

    public Limits limits() {
        return new Limits(iops.orElse(0L), kilobytes.orElse(0L));
    }

    public VolumeSettings withAsked(Optional<Size> size) {
        return new VolumeSettings(size, mkfsOptions, mountOptions, access, iops, kilobytes, owner, mode);
    }

    public VolumeSettings withMkfsOptions(Optional<MkfsOptions> options) {
        return new VolumeSettings(asked, options, mountOptions, access, iops, kilobytes, owner, mode);
    }

    /** The same with these limits, where they are given. */
    public VolumeSettings withLimits(Optional<Long> newIops, Optional<Long> newKilobytes) {
        return new VolumeSettings(asked, mkfsOptions, mountOptions, access, newIops.or(() -> iops),
                newKilobytes.or(() -> kilobytes), owner, mode);
    }

    /** These, and those of {@code other} where these are empty. */
    VolumeSettings or(VolumeSettings other) {
        return new VolumeSettings(asked.or(other::asked), mkfsOptions.or(other::mkfsOptions),
                mountOptions.or(other::mountOptions), access.or(other::access), iops.or(other::iops),
                kilobytes.or(other::kilobytes), owner.or(other::owner), mode.or(other::mode));
    }

    /** The first thing that is asked here and otherwise there, by the name that users give it; empty if nothing is. */
    Optional<String> differenceFrom(VolumeSettings there) {
        Map<String, Object> theirs = there.byName();
        return withAsked(Optional.empty()).byName().entrySet().stream()
                .filter(each -> !each.getValue().equals(theirs.get(each.getKey()))).map(each -> {
                    Object other = theirs.get(each.getKey());
                    return (other == null ? "no " + each.getKey() : each.getKey() + " " + other)
                            + ", not with the " + each.getKey() + " " + each.getValue();
                }).findFirst();
    }

    /** What is not empty, by the names that users give it, in words. */
    public Map<String, Object> byName() {
        Map<String, Object> all = new LinkedHashMap<>();
        asked.ifPresent(value -> all.put("sizeAsked", value.toString()));
        mkfsOptions.ifPresent(value -> all.put("mkfsOptions", value.toString()));
        mountOptions.ifPresent(value -> all.put("mountOptions", value.toString()));
        access.ifPresent(value -> all.put("readOnly", value == Access.READ_ONLY));
        iops.ifPresent(value -> all.put("iops", value));
        kilobytes.ifPresent(value -> all.put("bandwidth", value + " KB/s"));
        owner.ifPresent(value -> all.put("owner", value.toString()));
        mode.ifPresent(value -> all.put("mode", DirectoryMode.format(value)));
        return all;
    }
}
