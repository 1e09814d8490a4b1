package rexray.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import rexray.volume.UnderWay.Doing;
import rexray.volume.VolumeException;
import rexray.volume.VolumeName;

/**
 * One line on a screen that says what a command waits for: written once it has waited for a second, anew each second, and gone
 * when the wait ends. For one wait at a time.
 */
final class WaitingLine {
    static final Duration SECOND = Duration.ofSeconds(1);
    /** A longer one would go on to the next line, and could not be written over. */
    private static final int WIDTH = 79;
    private final PrintWriter screen;
    private final Duration pause;

    /** @param pause before it appears, and before it is written anew */
    WaitingLine(PrintWriter screen, Duration pause) {
        this.screen = screen;
        this.pause = pause;
    }

    /** For a command that nobody watches. */
    static WaitingLine nowhere() {
        return new WaitingLine(new PrintWriter(Writer.nullWriter()), SECOND);
    }

    /**
     * Does the work, and shows meanwhile what is being done to a volume.
     *
     * @param doing asked again and again, on another thread
     */
    <T> T during(VolumeName name, Supplier<Optional<Doing>> doing, Supplier<T> work) {
        return under(waited -> line(name, doing, waited), work::get);
    }

    /**
     * Does the work, and shows meanwhile what it is and how long it has taken.
     *
     * @param what e.g. {@code formatting /dev/sdb}
     */
    <T, E extends Exception> T during(String what, Work<T, E> work) throws E {
        return under(waited -> what + " (" + waited.toSeconds() + " s)", work);
    }

    /** The same, for work without a result. */
    <E extends Exception> void doing(String what, Errand<E> errand) throws E {
        during(what, () -> {
            errand.run();
            return what;
        });
    }

    /** What is waited for. */
    interface Work<T, E extends Exception> {
        T get() throws E;
    }

    /** What is waited for, without a result. */
    interface Errand<E extends Exception> {
        void run() throws E;
    }

    private <T, E extends Exception> T under(Function<Duration, String> words, Work<T, E> work) throws E {
        CountDownLatch done = new CountDownLatch(1);
        long begun = System.nanoTime();
        Thread writer = Thread.ofPlatform().daemon().name("progress").start(() -> show(words, begun, done));
        try {
            return work.get();
        } finally {
            done.countDown();
            await(writer);
        }
    }

    /** So that what the command prints next does not get into the line. */
    private static void await(Thread writer) {
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(Function<Duration, String> words, long begun, CountDownLatch done) {
        int width = 0;
        try {
            while (!done.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                String line = fitting(words.apply(Duration.ofNanos(System.nanoTime() - begun)));
                write("\r" + line + " ".repeat(Math.max(0, width - line.length())));
                width = line.length();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (width > 0) {
            write("\r" + " ".repeat(width) + "\r");
        }
    }

    private void write(String text) {
        screen.print(text);
        screen.flush();
    }

    private static String line(VolumeName name, Supplier<Optional<Doing>> doing, Duration waited) {
        return "volume " + name + ": " + told(doing).map(WaitingLine::words)
                .orElseGet(() -> "at work (" + waited.toSeconds() + " s)");
    }

    private static String fitting(String line) {
        String plain = line.replaceAll("[^ -~]", "?");
        return plain.length() > WIDTH ? plain.substring(0, WIDTH - 3) + "..." : plain;
    }

    /** Who does not tell is at work all the same; the work's own answer says what is wrong with it. */
    private static Optional<Doing> told(Supplier<Optional<Doing>> doing) {
        try {
            return doing.get();
        } catch (VolumeException e) {
            return Optional.empty();
        }
    }

    private static String words(Doing doing) {
        return doing.what() + doing.left().map(left -> ", " + left.plusMillis(999).toSeconds() + " s left")
                .orElseGet(() -> " (" + doing.since().toSeconds() + " s)");
    }
}
