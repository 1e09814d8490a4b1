package rexray.lab;

import io.javalin.http.Context;

/** An error as web servers tell it, where no gateway has put it into JSON. */
final class HtmlPage {
    private HtmlPage() {}

    static void answer(Context request, int status) {
        request.status(status).contentType("text/html;charset=utf-8")
                .result("<html><head><title>%d</title></head><body><h1>%d</h1></body></html>".formatted(status,
                        status));
    }
}
