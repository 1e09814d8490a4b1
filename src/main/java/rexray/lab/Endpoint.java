package rexray.lab;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of the gateway's API.
 *
 * @param path as clients write it, with {@code {names}} for what varies
 * @param access who may ask
 * @param needs what a release must have to offer it
 */
record Endpoint(HandlerType method, String path, Access access, Set<Feature> needs, Work work) {
    Endpoint {
        needs = Set.copyOf(needs);
    }

    /** What anybody may ask, or what proves in another way who asks. */
    static Endpoint open(HandlerType method, String path, Work work) {
        return new Endpoint(method, path, Access.OPEN, Set.of(), work);
    }

    static Endpoint get(String path, Work work) {
        return new Endpoint(HandlerType.GET, path, Access.READ, Set.of(), work);
    }

    /** A question that comes by POST. */
    static Endpoint query(String path, Work work) {
        return new Endpoint(HandlerType.POST, path, Access.READ, Set.of(), work);
    }

    static Endpoint change(String path, Work work) {
        return new Endpoint(HandlerType.POST, path, Access.CHANGE, Set.of(), work);
    }

    Endpoint needing(Feature feature) {
        Set<Feature> all = EnumSet.of(feature);
        all.addAll(needs);
        return new Endpoint(method, path, access, all, work);
    }

    boolean isIn(Profile profile) {
        return needs.stream().allMatch(profile::has);
    }

    /** The work of one request. */
    @FunctionalInterface
    interface Work {
        /** Does it, and returns the answer's body as Jackson writes it; null is the JSON null. */
        @Nullable
        Object answer(Context request);
    }

    /** Who may ask. */
    enum Access {
        OPEN,
        /** Whoever has a valid token. */
        READ,
        /** Not a {@link User.Role#MONITOR}. */
        CHANGE
    }
}
