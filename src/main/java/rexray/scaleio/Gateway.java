package rexray.scaleio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import rexray.scaleio.Json.Reader;
import rexray.scaleio.Retry.ReadBack;
import rexray.volume.Deadline;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.ArrayFull;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeException.OutcomeUnknown;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeException.TimedOut;

/**
 * The ScaleIO gateways of one cluster, of which any will do. Its methods throw the project's errors where nothing is known
 * of the array, and a {@link Refusal} where a gateway said no. Any number of threads may use it.
 */
final class Gateway implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Gateway.class);
    /** How long a failure waits for the figures that belong to it. */
    static final Duration FIGURES = Duration.ofSeconds(5);
    private static final Duration LOGOUT = Duration.ofSeconds(2);
    private final List<GatewaySession> sessions;
    private final SameSystem sameSystem = new SameSystem();
    private final Retry retry;
    private final Traffic traffic;
    /** The one that is asked first: the last that answered. */
    private final AtomicInteger preferred = new AtomicInteger();

    /** @param traffic is told of each request */
    Gateway(ScaleioOptions options, Surroundings surroundings, Traffic traffic) {
        this.sessions = options.endpoints().stream().map(Endpoint::of).distinct()
                .map(endpoint -> new GatewaySession(endpoint, options, surroundings, traffic)).toList();
        this.retry = new Retry(surroundings.pause(), surroundings.random());
        this.traffic = traffic;
    }

    /** Of the gateway that is asked first. */
    Endpoint endpoint() {
        return sessions.get(preferred.get()).endpoint();
    }

    <T> T get(String path, Reader<T> reader, Deadline deadline) throws Refusal {
        return ask(Message.get(path), reader, deadline);
    }

    /** A POST that only asks. */
    <T> T query(String path, Object body, Reader<T> reader, Deadline deadline) throws Refusal {
        return ask(Message.post(path, body), reader, deadline);
    }

    /**
     * A POST that changes something.
     *
     * @param what the change in words, for the message if its outcome stays unknown
     */
    <T> T change(String what, String path, Object body, Reader<T> reader, ReadBack<T> readBack, Deadline deadline)
            throws Refusal {
        Message message = Message.post(path, body);
        return retry.change(what, left -> anywhere(message, reader, GoOn.IF_NOT_SENT, left), readBack, deadline);
    }

    private <T> T ask(Message message, Reader<T> reader, Deadline deadline) throws Refusal {
        return retry.ask(left -> anywhere(message, reader, GoOn.ALWAYS, left), deadline);
    }

    /** When a request that one gateway did not answer goes to the next one. */
    private enum GoOn {
        ALWAYS,
        /** A change that may have been made must be looked for first. */
        IF_NOT_SENT
    }

    private <T> T anywhere(Message message, Reader<T> reader, GoOn goOn, Deadline deadline) throws NoReply, Refusal {
        boolean isAnswered = false;
        try {
            T answer = firstAnswer(message, reader, goOn, deadline);
            isAnswered = true;
            return answer;
        } catch (Refusal e) {
            isAnswered = true;
            throw e;
        } finally {
            traffic.ended(isAnswered);
        }
    }

    /** Each gateway is asked once at most. One that is not the last gets half of the time, lest it uses it all up. */
    private <T> T firstAnswer(Message message, Reader<T> reader, GoOn goOn, Deadline deadline) throws NoReply, Refusal {
        List<NoReply> others = new ArrayList<>();
        int first = preferred.get();
        for (int i = 0;; i++) {
            int index = (first + i) % sessions.size();
            boolean last = i == sessions.size() - 1;
            GatewaySession gateway = sessions.get(index);
            try {
                Deadline share = last ? deadline : deadline.atMost(deadline.remaining().dividedBy(2));
                if (sessions.size() > 1) {
                    sameSystem.require(gateway, share);
                }
                T answer = gateway.send(message, reader, share);
                preferred.set(index);
                return answer;
            } catch (NoReply e) {
                if (sessions.size() > 1) {
                    // So that the look for what became of a change is the next one's already.
                    preferred.compareAndSet(index, (index + 1) % sessions.size());
                    log.warn("{}; {}", e.problem(), last
                            ? "there is no other gateway to try"
                            : "trying the next gateway: " + sessions.get((index + 1) % sessions.size()).endpoint());
                }
                if (last || (goOn == GoOn.IF_NOT_SENT && e.wasSent())) {
                    throw e.afterOthers(others);
                }
                others.add(e);
            }
        }
    }

    /** For a question that the gateway refused to answer: unknown is not no. */
    ArrayUnavailable noAnswer(String what, Refusal e) {
        return new ArrayUnavailable(
                "the ScaleIO gateway at " + endpoint() + " gave no answer about " + what + ": " + e.error(),
                e.kind() == RefusalKind.OTHER
                        ? "check the state of the gateway and its MDM cluster"
                        : e.kind().remedy(),
                e);
    }

    /** For a change that went over a limit of the array. {@code count} asks how much there is; its answer is not needed. */
    ArrayFull full(String what, Refusal e, Function<Deadline, String> count, Deadline deadline) {
        VolumeException refused = refused(what, e);
        String problem = refused.problem();
        try {
            problem += "; " + count.apply(deadline.atMost(FIGURES));
        } catch (VolumeException second) {
            log.debug("cannot tell how much of the limit is used: {}", second.getMessage());
        }
        return new ArrayFull(problem, refused.remedy());
    }

    /** For a change that the array refused. */
    VolumeException refused(String what, Refusal e) {
        String problem = what + " was refused by the array, because " + e.kind().meaning() + ": " + e.error();
        String remedy = e.kind().remedy();
        return switch (e.kind()) {
            case NO_SUCH_VOLUME, NO_SUCH_SDC -> new NotFound(problem, remedy);
            case HELD, MAPPED_TO_ALL -> new HeldElsewhere(problem, remedy);
            case STILL_MAPPED, MIGRATING -> new InUse(problem, remedy);
            case TOO_MANY_MAPPINGS, TOO_MANY_SNAPSHOTS, TOO_MANY_VOLUMES, FULL -> new ArrayFull(problem, remedy);
            case BUSY, SWITCHING, REMOVING -> new TimedOut(problem, remedy);
            case UNCERTAIN -> new OutcomeUnknown(problem, remedy, e);
            case NOT_LOGGED_IN, PASSWORD_EXPIRED, TOO_MANY_SESSIONS, NO_PERMISSION, NOT_CREATED ->
                new ArrayUnavailable(problem, remedy, e);
            case MAPPED_TO_IT, NOT_MAPPED, SDC_NOT_APPROVED, NAME_TAKEN, NO_SUCH_POOL, NOT_LARGER, BAD_SIZE, BAD_NAME,
                    IN_THAT_POOL, OUT_OF_RANGE ->
                new RefusedInput(problem, remedy);
            case OTHER -> new RefusedInput(what + " was refused by the array: " + e.error(), remedy);
        };
    }

    /** What the gateway says its API's version is, e.g. {@code 2.0}. */
    Optional<String> version(Deadline deadline) throws Refusal {
        return get("/api/version", Json.text(), deadline);
    }

    /** Logs out; the next request logs in again. */
    void rest() {
        Deadline deadline = Deadline.after(LOGOUT);
        sessions.forEach(session -> session.rest(deadline));
    }

    /** Logs out for good. */
    @Override
    public void close() {
        Deadline deadline = Deadline.after(LOGOUT);
        sessions.forEach(session -> session.close(deadline));
    }
}
