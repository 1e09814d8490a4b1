package rexray.lab;

/**
 * A volume within reach of an SDC's host.
 *
 * @param number the loop device's, {@code major:minor}
 * @param sizeInKb of the device; the volume may have grown since its SDC looked last
 */
record AttachedDevice(String volumeId, String number, long sizeInKb) {}
