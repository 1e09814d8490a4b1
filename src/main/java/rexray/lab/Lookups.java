package rexray.lab;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rexray.lab.Rejection.ByMdm;
import rexray.lab.Rejection.Invalid;

/** Ids by names, in today's form and in that of 1.x, which answers null for what is not there. */
final class Lookups {
    private final Cluster cluster;

    Lookups(Cluster cluster) {
        this.cluster = cluster;
    }

    String domain(Context request) {
        return domainId(Parameters.parse(request.body()).required("name"))
                .orElseThrow(() -> new ByMdm(MdmError.FD_NOT_FOUND));
    }

    /** Names of pools are unique only in their domain, which must be given by id or name. */
    String pool(Context request) {
        Parameters body = Parameters.parse(request.body());
        String name = body.required("name");
        String domainId = body.id("protectionDomainId").or(() -> body.text("protectionDomainName")
                .map(domain -> domainId(domain).orElseThrow(() -> new ByMdm(MdmError.FD_NOT_FOUND))))
                .orElseThrow(() -> Invalid.missingOneOf("protectionDomainId, protectionDomainName"));
        return poolId(domainId, name).orElseThrow(() -> new ByMdm(MdmError.STORAGE_POOL_NOT_FOUND));
    }

    /** By IP only: for a GUID, clients list the SDCs. */
    String sdc(Context request) {
        return cluster.state().sdcByIp(Parameters.parse(request.body()).required("ip"))
                .orElseThrow(() -> new ByMdm(MdmError.INI_NOT_FOUND)).id();
    }

    /** How an unknown name is told depends on the release. */
    String volume(Context request) {
        return cluster.state().volumeNamed(Parameters.parse(request.body()).required("name"))
                .orElseThrow(() -> new ByMdm(cluster.profile().unknownVolumeName())).id();
    }

    @Nullable
    String domainByName(Context request) {
        return domainId(request.pathParam("name")).orElse(null);
    }

    /** The path has the domain's id, a comma and the name. */
    @Nullable
    String poolByName(Context request) {
        String[] parts = request.pathParam("name").split(",", 2);
        if (parts.length < 2) {
            return null;
        }
        return poolId(Ids.parse(parts[0]), parts[1]).orElse(null);
    }

    @Nullable
    String sdcByIp(Context request) {
        return cluster.state().sdcByIp(request.pathParam("ip")).map(StoredSdc::id).orElse(null);
    }

    @Nullable
    String volumeByName(Context request) {
        String name = URLDecoder.decode(request.pathParam("name"), StandardCharsets.UTF_8);
        return cluster.state().volumeNamed(name).map(StoredVolume::id).orElse(null);
    }

    private Optional<String> domainId(String name) {
        return name.equals(cluster.layout().domain()) ? Optional.of(cluster.state().domainId()) : Optional.empty();
    }

    private Optional<String> poolId(String domainId, String name) {
        return domainId.equals(cluster.state().domainId()) && name.equals(cluster.layout().pool())
                ? Optional.of(cluster.state().poolId())
                : Optional.empty();
    }
}
