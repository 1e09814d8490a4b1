package rexray.search;

import rexray.volume.Caller;
import rexray.volume.VolumeName;

/**
 * A container that runs.
 *
 * @param id by which it mounts
 * @param number its place on its machine
 * @param volumeId of the volume that it has mounted
 */
record Container(String id, int number, VolumeName volume, String volumeId) {
    /** Two have ids as Docker makes them; the third is a use from a command line. */
    static String id(int machine, int number) {
        return number < 2 ? String.format("%064x", machine * 16L + number + 1) : "by-hand";
    }

    Caller caller() {
        return new Caller(id);
    }
}
