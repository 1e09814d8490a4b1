package rexray.lab;

/** That an SDC may reach a volume. Both ids are 16 lower-case hexadecimal digits. */
record Attachment(String sdcId, String volumeId) {}
