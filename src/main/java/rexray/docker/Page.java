package rexray.docker;

/** What a GET on the plugin socket shows. Container engines only POST there. */
public record Page(int status, String contentType, String text) {}
