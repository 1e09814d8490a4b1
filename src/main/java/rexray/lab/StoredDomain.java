package rexray.lab;

/** A protection domain: data servers that store for each other. Its name is unique in the system. */
record StoredDomain(String id, String name) {}
