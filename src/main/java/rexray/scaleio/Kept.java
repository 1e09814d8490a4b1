package rexray.scaleio;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rexray.volume.Deadline;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.TimedOut;

/**
 * Something that is fetched when first needed, by one thread for all that need it meanwhile, and kept until it is
 * dropped. A failure is shared by those who waited for it, and not kept.
 */
final class Kept<T> {
    private final String what;
    private @Nullable CompletableFuture<T> flight;

    /** @param what for messages, e.g. {@code the login at https://gw1} */
    Kept(String what) {
        this.what = what;
    }

    T get(Deadline deadline, Function<Deadline, T> fetch) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        while (true) {
            Optional<CompletableFuture<T>> other = otherFlightOr(mine);
            if (other.isEmpty()) {
                return fetch(mine, deadline, fetch);
            }
            try {
                return await(other.get(), deadline);
            } catch (TimedOut e) {
                // The other one's time was up. Ours may not be.
                if (deadline.hasPassed()) {
                    throw e;
                }
            }
        }
    }

    /** What is kept, without fetching. */
    synchronized Optional<T> now() {
        return Optional.ofNullable(flight).filter(done -> done.isDone() && !done.isCompletedExceptionally())
                .map(CompletableFuture::join);
    }

    /** Has it fetched again, unless that happened since {@code stale} was got. */
    synchronized void drop(T stale) {
        if (now().filter(stale::equals).isPresent()) {
            flight = null;
        }
    }

    private synchronized Optional<CompletableFuture<T>> otherFlightOr(CompletableFuture<T> mine) {
        if (flight != null) {
            return Optional.of(flight);
        }
        flight = mine;
        return Optional.empty();
    }

    private T fetch(CompletableFuture<T> mine, Deadline deadline, Function<Deadline, T> fetch) {
        try {
            T value = fetch.apply(deadline);
            mine.complete(value);
            return value;
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                flight = null;
            }
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private T await(CompletableFuture<T> other, Deadline deadline) {
        try {
            return other.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new TimedOut("the time limit passed while waiting for " + what, "try again");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ArrayUnavailable("waiting for " + what + " was interrupted", "try again", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(what + " failed", e.getCause());
        }
    }
}
