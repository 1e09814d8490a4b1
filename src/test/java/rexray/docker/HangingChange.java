package rexray.docker;

import java.util.concurrent.CountDownLatch;
import rexray.volume.FakeHost;

/** Makes every mount and format on a host hang until it is released. */
final class HangingChange {
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    HangingChange(FakeHost host) {
        host.onEachChange(() -> {
            started.countDown();
            await(released);
        });
    }

    void awaitStart() {
        await(started);
    }

    void release() {
        released.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
