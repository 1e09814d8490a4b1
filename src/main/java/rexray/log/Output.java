package rexray.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.util.Optional;
import rexray.config.LogFormat;

/**
 * Where events go: to standard error in one of several forms, or, where that leads to systemd's journal, straight into it,
 * with what they are about as fields.
 */
final class Output extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private final ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    private final LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    private volatile Optional<JournalSocket> journal = Optional.empty();

    Output(Context context) {
        setContext(context);
        setFormat(LogFormat.AUTO);
        encoder.setContext(context);
        encoder.start();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
    }

    /** The form from now on. */
    void setFormat(LogFormat format) {
        boolean isJournal = format == LogFormat.AUTO && JournalStream.isStandardError();
        Layout<ILoggingEvent> layout = switch (format) {
            case AUTO -> isJournal ? new JournalLayout() : new TextLayout();
            case TEXT -> new TextLayout();
            case JSON -> new JsonLayout();
            case JOURNAL -> new JournalLayout();
        };
        layout.start();
        encoder.setLayout(layout);
        journal = isJournal ? Optional.of(new JournalSocket(JournalSocket.STANDARD)) : Optional.empty();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (journal.isEmpty() || !journal.get().take(JournalEntry.of(event))) {
            console.doAppend(event);
        }
    }
}
