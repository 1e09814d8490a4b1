package rexray.volume;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A volume as a user of this host sees it.
 *
 * @param mountpoint what containers get, while it is mounted here
 * @param users how many uses of the mount are counted on this host
 * @param lostSince when it was found that its mount here was cut off from it; empty if that is not so, or is over
 * @param interior what is known of its inside, while it is mounted here
 * @param seenAt when the array said what {@code volume} tells; a while ago if it was answered from local knowledge
 */
public record VolumeView(Volume volume, Optional<Path> mountpoint, int users, Optional<Instant> lostSince,
        Optional<Interior> interior, Instant seenAt) {}
