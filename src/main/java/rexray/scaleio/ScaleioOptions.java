package rexray.scaleio;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import rexray.volume.Volume.Provisioning;

/**
 * What a service needs to know of its ScaleIO cluster. Where both an id and a name are given, the id decides.
 *
 * @param endpoint of the gateway: http or https, with or without the path {@code /api}
 * @param insecure whether the gateway's certificate is taken unseen
 * @param caFile PEM certificates to trust instead of the system's
 * @param systemId {@code 0} or empty, with an empty {@code systemName}, for the gateway's only system
 * @param guid this host's SDC GUID; asked of {@code drvCfg} if empty
 * @param drvCfg the SDC's command; the usual places are searched if empty
 * @param apiVersion the REST API version to ask for; the gateway's own if empty
 */
public record ScaleioOptions(URI endpoint, boolean insecure, Optional<Path> caFile, String userName, Secret password,
        Optional<String> systemId, Optional<String> systemName, Optional<String> protectionDomainId,
        Optional<String> protectionDomainName, Optional<String> storagePoolId, Optional<String> storagePoolName,
        Provisioning provisioning, Optional<String> guid, Optional<Path> drvCfg, Optional<String> apiVersion) {}
