package rexray.lab;

/** A protection domain: data servers that store for each other. Its name is unique in the system. */
record StoredDomain(String id, String name, DomainSettings settings) {
    StoredDomain {
        // A state that was saved before there were settings has none.
        settings = settings == null ? DomainSettings.usual() : settings;
    }

    static StoredDomain of(String id, String name) {
        return new StoredDomain(id, name, DomainSettings.usual());
    }

    StoredDomain withName(String next) {
        return new StoredDomain(id, next, settings);
    }

    StoredDomain withSettings(DomainSettings next) {
        return new StoredDomain(id, name, next);
    }
}
