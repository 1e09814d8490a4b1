package rexray.http;

/** Makes what a GET shows, at the time that it is asked for. */
@FunctionalInterface
public interface PageSource {
    /** @param accept what the caller understands, as its header has it; empty if it does not say */
    Page page(String accept);
}
