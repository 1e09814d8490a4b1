package rexray.http;

/** What a GET shows. */
public record Page(int status, String contentType, String text) {}
