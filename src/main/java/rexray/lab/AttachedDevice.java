package rexray.lab;

/**
 * A volume within reach of an SDC's host.
 *
 * @param number the loop device's, {@code major:minor}
 */
record AttachedDevice(String volumeId, String number, long sizeInKb) {}
