package rexray.scaleio;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rexray.volume.Placement;
import rexray.volume.Volume.Provisioning;

/**
 * What a service needs to know of its ScaleIO cluster. Where both an id and a name are given, the id decides.
 *
 * @param endpoints of one or more gateways of the same cluster, the preferred one first: http or https, with or without
 *     the path {@code /api}
 * @param trust which certificates of gateways are accepted
 * @param systemId {@code 0} or empty, with an empty {@code systemName}, for the gateway's only system
 * @param guid this host's SDC GUID; asked of {@code drvCfg} if empty
 * @param drvCfg the SDC's command; the usual places are searched if empty
 * @param apiVersion the REST API version to ask for; the gateway's own if empty
 */
public record ScaleioOptions(List<URI> endpoints, Trust trust, Login login,
        Optional<String> systemId, Optional<String> systemName, Optional<String> protectionDomainId,
        Optional<String> protectionDomainName, Optional<String> storagePoolId, Optional<String> storagePoolName,
        Provisioning provisioning, Optional<String> guid, Optional<Path> drvCfg, Optional<String> apiVersion) {
    public ScaleioOptions {
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("no gateway");
        }
    }

    /** These, with all of {@code next} that can change while a service is at work: it stays with its system. */
    public ScaleioOptions changedTo(ScaleioOptions next) {
        return new ScaleioOptions(next.endpoints, next.trust, next.login, systemId, systemName,
                next.protectionDomainId, next.protectionDomainName, next.storagePoolId, next.storagePoolName,
                next.provisioning, guid, drvCfg, next.apiVersion);
    }

    /** Where new volumes go unless somebody says otherwise. */
    public Placement placement() {
        return new Placement(protectionDomainId, protectionDomainName, storagePoolId, storagePoolName, provisioning);
    }
}
