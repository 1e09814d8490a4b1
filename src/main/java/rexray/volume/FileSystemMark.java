package rexray.volume;

/**
 * By what a mounted file system is told from all others of this boot, even after its mounts are gone and its device is
 * gone or stands for something else.
 *
 * @param type e.g. {@code ext4}
 * @param device what the kernel calls its device, e.g. {@code scinia}
 * @param instance a number that the kernel gives to no other mounted file system
 * @param major device number, as in {@link Mount}
 * @param minor see {@code major}
 */
public record FileSystemMark(String type, String device, long instance, int major, int minor) {}
