package rexray.lab;

/** Whom a request maps a volume to, or unmaps it from. */
sealed interface MappingTarget {
    /** Every SDC, now and later. */
    record All() implements MappingTarget {}

    /** One SDC, named by an id that is well formed. */
    record ById(String sdcId) implements MappingTarget {}

    /** One SDC, named by its GUID in any case of letters. */
    record ByGuid(String guid) implements MappingTarget {}
}
