package rexray.scaleio;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rexray.volume.Deadline;
import rexray.volume.Layout;
import rexray.volume.Placement;
import rexray.volume.VolumeException.RefusedInput;

/**
 * The parts of a ScaleIO system at one moment: the system itself, its protection domains and their storage pools. Where
 * a user gives an id and a name for one, the id decides.
 */
record Topology(String apiVersion, Part system, List<Part> domains, List<Pool> pools) {
    private static final TypeReference<List<Part>> PARTS = new TypeReference<>() {
    };
    private static final TypeReference<List<Pool>> POOLS = new TypeReference<>() {
    };

    /**
     * System or protection domain.
     *
     * @param name null if nobody gave it one
     */
    record Part(String id, @Nullable String name) implements Named {
        Part {
            Json.neededId(id, "id");
        }
    }

    /**
     * A storage pool. Its name is unique within its protection domain only.
     *
     * @param useRmcache whether volumes can have their reads cached in RAM
     * @param dataLayout from 3.0 on
     */
    record Pool(String id, @Nullable String name, String protectionDomainId, @Nullable Boolean useRmcache,
            @Nullable String dataLayout) implements Named {
        Pool {
            Json.neededId(id, "id");
            Json.needed(protectionDomainId, "protectionDomainId");
        }
    }

    /** What has an id, and perhaps a name. */
    sealed interface Named permits Part, Pool {
        String id();

        @Nullable
        String name();

        /** The name, or what stands in for it. */
        default String label() {
            return Objects.requireNonNullElse(name(), id());
        }
    }

    /** Four requests: version, system, domains, pools. */
    static Topology load(Gateway gateway, ScaleioOptions options, Deadline deadline) throws Refusal {
        String version = gateway.version(deadline).orElse("");
        if (!version.matches("[0-9]{1,3}(\\.[0-9]+)+")) {
            throw new RefusedInput(
                    "what answers at " + gateway.endpoint() + " is not a ScaleIO gateway: it reports no version",
                    "check scaleio.endpoint");
        }
        Part system = system(gateway, options, deadline);
        return new Topology(version, system,
                gateway.get("/api/instances/System::" + system.id() + "/relationships/ProtectionDomain",
                        Json.list(PARTS), deadline),
                gateway.get("/api/types/StoragePool/instances", Json.list(POOLS), deadline));
    }

    /** The configured system, in one request. */
    static Part system(Gateway gateway, ScaleioOptions options, Deadline deadline) throws Refusal {
        return system(gateway.get("/api/types/System/instances", Json.list(PARTS), deadline), options);
    }

    String systemId() {
        return system.id();
    }

    /** Whether there is a pool of that id; a new one is unknown until the topology is loaded again. */
    boolean knowsPool(String poolId) {
        return pool(poolId).isPresent();
    }

    Optional<Pool> pool(String poolId) {
        return pools.stream().filter(pool -> pool.id().equals(poolId)).findFirst();
    }

    /** The name of a pool; its id if it has none or is not known. */
    String poolName(String poolId) {
        return pool(poolId).map(Pool::label).orElse(poolId);
    }

    /** The name of the protection domain that a pool belongs to, or what is known instead. */
    String domainNameOf(String poolId) {
        return pool(poolId).map(this::domainName)
                .orElse("unknown");
    }

    private String domainName(Pool pool) {
        return domains.stream().filter(domain -> domain.id().equals(pool.protectionDomainId())).findFirst()
                .map(Part::label).orElse(pool.protectionDomainId());
    }

    /** E.g. 3 of 3.6. */
    int majorVersion() {
        return Integer.parseInt(apiVersion.substring(0, apiVersion.indexOf('.')));
    }

    /**
     * The pool that a volume goes to of which nobody says otherwise.
     *
     * @throws RefusedInput if the array has none such; lists those that it has
     */
    Pool poolFor(Placement usual) {
        return poolFor(usual, Layout.CONFIGURED);
    }

    /**
     * The pool that a new volume goes to.
     *
     * @throws RefusedInput if the array has none such; lists those that it has
     */
    Pool poolFor(Placement usual, Layout layout) {
        Part domain = layout.domain().map(name -> named(name, "protection domain", "the array", domains))
                .orElseGet(() -> choose("protection domain", "scaleio.protectionDomain", domains,
                        usual.domainId(), usual.domainName()));
        List<Pool> candidates = pools.stream().filter(pool -> pool.protectionDomainId().equals(domain.id())).toList();
        if (layout.pool().isPresent()) {
            return named(layout.pool().get(), "storage pool", "protection domain " + domain.label(), candidates);
        }
        // An id is of a pool in the configured domain.
        return choose("storage pool", "scaleio.storagePool", candidates,
                usual.poolId().filter(id -> layout.domain().isEmpty()), usual.poolName());
    }

    private static <T extends Named> T named(String name, String kind, String where, List<T> candidates) {
        return candidates.stream().filter(part -> name.equals(part.name())).findFirst()
                .orElseThrow(() -> new RefusedInput("there is no " + kind + " " + name + " in " + where,
                        "choose one of: " + labels(candidates, Named::label)));
    }

    /** The system of the gateway: the only one if the user names none, or 0, as ScaleIO's own examples do. */
    private static Part system(List<Part> systems, ScaleioOptions options) {
        if (systems.isEmpty()) {
            throw new RefusedInput("the gateway shows no system",
                    "wait until it has finished starting, and check that it"
                            + " reaches its MDM cluster");
        }
        Optional<String> id = options.systemId().filter(text -> !text.equals("0"));
        return choose("system", "scaleio.system", systems, id, options.systemName());
    }

    private static <T extends Named> T choose(String kind, String key, List<T> all, Optional<String> id,
            Optional<String> name) {
        if (id.isPresent()) {
            return all.stream().filter(part -> part.id().equalsIgnoreCase(id.get())).findFirst()
                    .orElseThrow(() -> unknown(kind, key + "ID", id.get(), all, Named::id));
        }
        if (name.isPresent()) {
            return all.stream().filter(part -> name.get().equals(part.name())).findFirst()
                    .orElseThrow(() -> unknown(kind, key + "Name", name.get(), all, Named::label));
        }
        if (all.size() == 1) {
            return all.getFirst();
        }
        throw new RefusedInput("the array has " + (all.isEmpty() ? "no " : "more than one ") + kind + ", and neither "
                + key + "ID nor " + key + "Name is set", "set one of them to one of: " + labels(all, Named::label));
    }

    private static <T extends Named> RefusedInput unknown(String kind, String key, String value, List<T> all,
            Function<Named, String> label) {
        return new RefusedInput("the array has no " + kind + " " + value,
                "set " + key + " to one of: " + labels(all, label));
    }

    private static String labels(List<? extends Named> parts, Function<Named, String> label) {
        return parts.isEmpty()
                ? "(there are none)"
                : parts.stream().map(label).sorted().limit(50).collect(Collectors.joining(", "));
    }
}
