package rexray.scaleio;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What a driver has of the world besides its configuration.
 *
 * @param pause how it waits between attempts
 * @param random what spreads these pauses
 * @param nanoClock as {@link System#nanoTime}, by which sessions age
 */
record Surroundings(Backoff.Pause pause, RandomGenerator random, LongSupplier nanoClock, Wire wire) {
    static Surroundings ofThisMachine() {
        return new Surroundings(Thread::sleep, () -> ThreadLocalRandom.current().nextLong(), System::nanoTime,
                Wire.network());
    }

    Surroundings withNanoClock(LongSupplier next) {
        return new Surroundings(pause, random, next, wire);
    }
}
