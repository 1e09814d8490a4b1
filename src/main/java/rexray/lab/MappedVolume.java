package rexray.lab;

/** A volume as an SDC sees it: whether its bytes may be reached is the data servers' business. */
record MappedVolume(String volumeId, long sizeInKb) {}
