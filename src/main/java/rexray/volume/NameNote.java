package rexray.volume;

/** What a volume is called by its users, where the array has another name for it. */
record NameNote(String name) {}
