package rexray;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rexray.cli.Backend.Readiness;
import rexray.volume.Deadline;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.ArrayUnavailable;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What is said of an array, call by call: each call waits here until the test lets it end as it wants. */
final class UpkeepTest {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private final BlockingQueue<Optional<VolumeException>> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> doubts = new LinkedBlockingQueue<>();
    private final Upkeep upkeep = Upkeep.start(Optional::empty, new Watched(), new Told(), Duration.ofMillis(1));

    @AfterEach
    void close() {
        upkeep.close();
        // Whoever still waits gets to the end.
        doubts.add(false);
        answers.add(Optional.empty());
    }

    @Test
    void arrayThatAnswersIsNotAskedAgain() throws InterruptedException {
        becomesReady();
        answers.add(Optional.of(away()));

        for (int round = 0; round < 3; round++) {
            doubts.add(false);
            expect("round");
        }
    }

    @Test
    void serviceIsNotReadyAsLongAsTheArrayDoesNotAnswerAndGoesOnMeanwhile() throws InterruptedException {
        becomesReady();

        doubts.add(true);
        answers.add(Optional.of(away()));
        expect("asked", "not ready: the array is away; wait", "round", "round", "round");
        answers.add(Optional.of(new ArrayUnavailable("the array is empty", "wait", null)));
        expect("asked", "not ready: the array is empty; wait", "round", "round", "round");
        answers.add(Optional.empty());
        expect("asked", "ready", "round");
        doubts.add(false);
        expect("round");
    }

    @Test
    void doubtThatProvesGroundlessIsNotTold() throws InterruptedException {
        becomesReady();

        doubts.add(true);
        answers.add(Optional.empty());

        expect("asked", "round");
    }

    private static VolumeException away() {
        return new ArrayUnavailable("the array is away", "wait", null);
    }

    private void becomesReady() throws InterruptedException {
        answers.add(Optional.empty());
        expect("tried", "ready");
    }

    private void expect(String... what) throws InterruptedException {
        for (String each : what) {
            assertEquals(each, seen.poll(20, TimeUnit.SECONDS));
        }
    }

    private final class Watched implements Upkeep.Charge {
        @Override
        public void requireReady(Deadline deadline) {
            seen.add("tried");
            answer();
        }

        @Override
        public boolean isInDoubt() {
            return next(doubts);
        }

        @Override
        public void requireAnswer(Deadline deadline) {
            seen.add("asked");
            answer();
        }

        @Override
        public void keepUp() {
            seen.add("round");
        }

        private void answer() {
            next(answers).ifPresent(failure -> {
                throw failure;
            });
        }

        private static <T> T next(BlockingQueue<T> queue) {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final class Told implements Readiness {
        @Override
        public void ready() {
            seen.add("ready");
        }

        @Override
        public void notReady(String reason) {
            seen.add("not ready: " + reason);
        }
    }
}
