package rexray.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import rexray.lab.DomainSettings.FlashCache;
import rexray.lab.DomainSettings.NetworkLimits;
import rexray.lab.Rejection.ByMdm;
import rexray.lab.Rejection.Invalid;

/** The requests that make, change and remove protection domains. */
final class DomainActions {
    private final Cluster cluster;

    DomainActions(Cluster cluster) {
        this.cluster = cluster;
    }

    ObjectNode create(Context request) {
        StoredDomain domain = StoredDomain.of(cluster.newId(), name(request));
        cluster.commit(state -> {
            checkFree(state, domain);
            cluster.limits().checkOneMoreDomain(state);
            return state.with(domain);
        });
        return Api.done().put("id", domain.id());
    }

    ObjectNode rename(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        String name = name(request);
        cluster.commit(state -> {
            StoredDomain domain = state.domain(id).withName(name);
            checkFree(state, domain);
            return state.with(domain);
        });
        return Api.done();
    }

    /** Only of one without pools. */
    ObjectNode remove(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        cluster.commit(state -> {
            if (!state.poolsOf(state.domain(id).id()).isEmpty()) {
                throw new ByMdm(MdmError.FD_HAS_STORAGE_POOLS);
            }
            return state.withoutDomain(id);
        });
        return Api.done();
    }

    /** At once: a real domain takes its time, or is forced. */
    ObjectNode activate(Context request) {
        return change(request, (state, domain) -> {
            if (domain.settings().active()) {
                throw new ByMdm(MdmError.FD_NOT_SHUTDOWN);
            }
            return domain.settings().withActive(true);
        });
    }

    /** The same. Emulation only: not while one of its volumes is mapped, for whoever has that would go on using it. */
    ObjectNode inactivate(Context request) {
        return change(request, (state, domain) -> {
            if (!domain.settings().active()) {
                throw new ByMdm(MdmError.FD_NOT_ACTIVE);
            }
            if (state.poolsOf(domain.id()).stream().flatMap(pool -> state.volumesOfPool(pool.id()).stream())
                    .anyMatch(StoredVolume::isMapped)) {
                throw new ByMdm(MdmError.VOL_MAPPED);
            }
            return domain.settings().withActive(false);
        });
    }

    /** A limit that is absent stays as it is. */
    ObjectNode limitNetwork(Context request) {
        Parameters body = Parameters.parse(request.body());
        OptionalLong rebuild = body.number("rebuildLimitInKbps");
        OptionalLong rebalance = body.number("rebalanceLimitInKbps");
        OptionalLong migration = body.number("vtreeMigrationLimitInKbps");
        OptionalLong maintenance = body.number("protectedMaintenanceModeLimitInKbps");
        OptionalLong overall = body.number("overallLimitInKbps");
        return change(request, (state, domain) -> {
            NetworkLimits before = domain.settings().limits();
            return domain.settings().withLimits(new NetworkLimits(rebuild.orElse(before.rebuild()),
                    rebalance.orElse(before.rebalance()), migration.orElse(before.vtreeMigration()),
                    maintenance.orElse(before.maintenance()), overall.orElse(before.overall())));
        });
    }

    ObjectNode enableFlashCache(Context request) {
        return changeFlashCache(request, cache -> cache.withEnabled(true));
    }

    ObjectNode disableFlashCache(Context request) {
        return changeFlashCache(request, cache -> cache.withEnabled(false));
    }

    /** What is absent stays as it is. */
    ObjectNode setFlashCache(Context request) {
        Parameters body = Parameters.parse(request.body());
        Optional<FlashCache.Mode> mode = body.oneOf("rfcacheOperationMode", List.of(FlashCache.Mode.values()));
        OptionalLong page = size(body, "pageSizeKb", List.of(4L, 8L, 16L, 32L, 64L));
        OptionalLong io = size(body, "maxIOSizeKb", List.of(16L, 32L, 64L, 128L));
        return changeFlashCache(request, cache -> new FlashCache(cache.enabled(), mode.orElse(cache.mode()),
                page.orElse(cache.pageSizeInKb()), io.orElse(cache.largestIoInKb())));
    }

    private static OptionalLong size(Parameters body, String name, List<Long> legal) {
        OptionalLong size = body.number(name);
        if (size.isPresent() && !legal.contains(size.getAsLong())) {
            throw Invalid.value(name, legal.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                    String.valueOf(size.getAsLong()));
        }
        return size;
    }

    private ObjectNode changeFlashCache(Context request, UnaryOperator<FlashCache> change) {
        return change(request, (state, domain) -> domain.settings()
                .withFlashCache(change.apply(domain.settings().flashCache())));
    }

    private ObjectNode change(Context request, BiFunction<State, StoredDomain, DomainSettings> change) {
        String id = Ids.parse(request.pathParam("id"));
        cluster.commit(state -> {
            StoredDomain domain = state.domain(id);
            return state.with(domain.withSettings(change.apply(state, domain)));
        });
        return Api.done();
    }

    private static String name(Context request) {
        String name = Parameters.parse(request.body()).required("name");
        ObjectNames.check(name);
        return name;
    }

    private static void checkFree(State state, StoredDomain wanted) {
        if (state.domainNamed(wanted.name()).filter(taken -> !taken.id().equals(wanted.id())).isPresent()) {
            throw new ByMdm(MdmError.FD_NAME_IN_USE);
        }
    }
}
