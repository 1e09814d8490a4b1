package rexray;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/**
 * The points that a daemon passes while it carries out one request, and its death at one of them. A test arms it by a
 * file with the number of the point; the trace of the points passed is another file. Only the threads that serve
 * requests count, and only one request at a time.
 */
final class CrashPoints {
    /** Jetty's name for the threads that serve requests. */
    private static final String SERVING = "qtp";
    private final Path armed;
    private final Path trace;
    private int passed;

    CrashPoints(Path home) {
        this.armed = armed(home);
        this.trace = trace(home);
    }

    /** Holds the number of the point to die at, from 1; no point is counted while there is no such file. */
    static Path armed(Path home) {
        return home.resolve("crash-at");
    }

    /** Has a line for each point passed. */
    static Path trace(Path home) {
        return home.resolve("crash-points");
    }

    /** Passes a point, or dies there. */
    synchronized void pass(String point) {
        if (!Thread.currentThread().getName().startsWith(SERVING)) {
            return;
        }
        try {
            if (!Files.exists(armed)) {
                passed = 0;
                return;
            }
            Files.writeString(trace, point + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            passed++;
            if (passed == Integer.parseInt(Files.readString(armed))) {
                die();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same port with a point before and one after each call. */
    <T> T around(Class<T> port, T real) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[]{port}, (_, method, arguments) -> {
            String call = port.getSimpleName() + "." + method.getName();
            pass("before " + call);
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            } finally {
                pass("after " + call);
            }
        }));
    }

    /** As from outside: nothing of this process runs any more, no shutdown hook, no finally. */
    private static void die() throws IOException {
        new ProcessBuilder("kill", "-KILL", Long.toString(ProcessHandle.current().pid())).start();
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // Nothing interrupts a dead one.
            }
        }
    }
}
