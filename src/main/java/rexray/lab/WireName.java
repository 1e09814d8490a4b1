package rexray.lab;

/** A constant that requests and answers write by a name of its own. */
interface WireName {
    String wireName();
}
