package rexray.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import rexray.lab.Rejection.ByMdm;
import rexray.lab.Rejection.Invalid;

/** The requests that make, change and remove volumes. */
final class VolumeActions {
    private static final long KB_IN_GB = 1L << 20;
    private static final long GRANULARITY_IN_GB = VolumeRules.GRANULARITY_IN_KB / KB_IN_GB;
    private final VolumeRules volumes;
    private final RemovalRules removal;
    private final Cluster cluster;

    VolumeActions(VolumeRules volumes, RemovalRules removal, Cluster cluster) {
        this.volumes = volumes;
        this.removal = removal;
        this.cluster = cluster;
    }

    /** {@code storagePoolId} is needed since 1.32; without a type, the release decides. */
    ObjectNode create(Context request) {
        Parameters body = Parameters.parse(request.body());
        body.requireAll("storagePoolId");
        long sizeInKb = sizeInKb(body);
        StoredPool pool = pool(body);
        String id = volumes.create(new NewVolume(body.text("name").orElse(null), pool.id(), sizeInKb,
                body.oneOf("volumeType", List.of(VolumeType.THIN, VolumeType.THICK))
                        .orElse(cluster.profile().usualType()),
                body.flag("useRmcache", pool.kind().caches()), compression(body, pool.kind())));
        return Api.done().put("id", id);
    }

    /** Makes a volume larger; unlike creation it rounds nothing. */
    ObjectNode resize(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        String size = Parameters.parse(request.body()).required("sizeInGB");
        if (!size.matches("[0-9]{1,9}") || Long.parseLong(size) == 0 || Long.parseLong(size) % GRANULARITY_IN_GB != 0) {
            throw new Invalid("sizeInGb (" + size + ") must be a positive number in granularity of 8 GB.");
        }
        volumes.resize(id, Long.parseLong(size) * KB_IN_GB);
        return Api.done();
    }

    ObjectNode rename(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        volumes.rename(id, Parameters.parse(request.body()).required("newName"));
        return Api.done();
    }

    ObjectNode useRmcache(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        Parameters body = Parameters.parse(request.body());
        body.requireAll("useRmcache");
        boolean use = body.flag("useRmcache", true);
        volumes.change(id, settings -> settings.withUseRmcache(use));
        return Api.done();
    }

    ObjectNode limitAccess(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        Parameters body = Parameters.parse(request.body());
        body.requireAll("accessModeLimit");
        AccessMode limit = body.oneOf("accessModeLimit", List.of(AccessMode.READ_WRITE, AccessMode.READ_ONLY))
                .orElseThrow();
        volumes.change(id, settings -> settings.withAccessModeLimit(limit));
        return Api.done();
    }

    /** The lab insists on the mode: that a real gateway does without it is not known. */
    ObjectNode remove(Context request) {
        String id = Ids.parse(request.pathParam("id"));
        Parameters body = Parameters.parse(request.body());
        body.requireAll("removeMode");
        removal.remove(id, body.oneOf("removeMode", List.of(RemoveMode.values())).orElseThrow());
        return Api.done();
    }

    private static long sizeInKb(Parameters body) {
        OptionalLong kb = body.number("volumeSizeInKb");
        OptionalLong gb = body.number("volumeSizeInGb");
        if (kb.isEmpty() && gb.isEmpty()) {
            throw Invalid.missingOneOf("volumeSizeInKb, volumeSizeInGb");
        }
        long size = kb.isPresent() ? kb.getAsLong() : multiply(gb.getAsLong());
        if (size == 0) {
            throw new Invalid(
                    (kb.isPresent() ? "volumeSizeInKb" : "volumeSizeInGb") + " (0) must be a positive number");
        }
        return size;
    }

    private static long multiply(long gb) {
        return gb > Long.MAX_VALUE / KB_IN_GB ? Long.MAX_VALUE : gb * KB_IN_GB;
    }

    /** The pool that is asked for, which must be of the domain, if that is named too. */
    private StoredPool pool(Parameters body) {
        StoredPool pool = cluster.state().pool(body.id("storagePoolId").orElseThrow());
        Optional<String> domain = body.id("protectionDomainId");
        if (domain.isPresent() && !cluster.state().domain(domain.get()).id().equals(pool.domainId())) {
            throw new ByMdm(MdmError.FD_AND_SP_MISMATCH);
        }
        return pool;
    }

    /** That of the pool if the request does not say; 2.0 ignores what it says. */
    private Compression compression(Parameters body, PoolKind pool) {
        return cluster.profile().has(Feature.FINE_GRANULARITY)
                ? body.oneOf("compressionMethod", List.of(Compression.values()))
                        .orElse(pool.compresses() ? Compression.NORMAL : Compression.NONE)
                : Compression.NONE;
    }
}
