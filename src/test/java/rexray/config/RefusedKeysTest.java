package rexray.config;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class RefusedKeysTest {
    @Test
    void noSupportedKeyIsRefused() {
        List<Key> both = Arrays.stream(Key.values()).filter(key -> RefusedKeys.find(key.toString()).isPresent())
                .toList();

        assertEquals(List.of(), both);
    }

    @Test
    void noPatternStandsTwice() {
        List<String> patterns = RefusedKeys.ALL.stream().map(RefusedKeys.Entry::pattern).toList();

        assertEquals(patterns.stream().distinct().toList(), patterns);
    }

    /** Keys of the original's versions 0.3 to 0.11. */
    @ParameterizedTest
    @ValueSource(strings = {"rexray.host", "rexray.service", "rexray.osDrivers", "rexray.volumeDrivers",
            "rexray.module.startTimeout",
            "rexray.docker.mount.path",
            "rexray.csi.nfs.volumes", "rexray.token.key", "csi.endpoint", "csi.driver", "csi.goplugins", "csi.nodocker",
            "libstorage.host", "libstorage.embedded", "libstorage.disabled", "libstorage.os.driver",
            "libstorage.storage.driver", "libstorage.integration.driver", "libstorage.client.type",
            "libstorage.client.cache.instanceID", "libstorage.client.auth.token", "libstorage.client.tls",
            "libstorage.server.autoEndpointMode", "libstorage.server.endpoints.a.tls.certFile",
            "libstorage.server.auth.key", "libstorage.server.tasks.exeTimeout",
            "libstorage.server.parseRequestOpts", "libstorage.tls.certFile", "libstorage.tls.insecure",
            "libstorage.logging.level", "libstorage.logging.httpRequests", "libstorage.http.readTimeout",
            "libstorage.schema.responseValidationEnabled", "libstorage.executor.path",
            "libstorage.device.attachTimeout",
            "libstorage.integration.volume.operations.mount.retryCount",
            "libstorage.integration.volume.operations.mount.retryWait",
            "libstorage.integration.volume.operations.unmount.ignoreusedcount",
            "libstorage.integration.volume.operations.path.cache.enabled",
            "libstorage.integration.volume.operations.create.disable",
            "libstorage.integration.volume.operations.create.implicit",
            "libstorage.integration.volume.operations.remove.disable",
            "libstorage.integration.volume.operations.remove.force", "rexray.volume.mount.preempt",
            "rexray.volume.create.disable", "rexray.volume.remove.disable", "rexray.volume.unmount.ignoreUsedCount",
            "rexray.volume.path.disableCache", "rexray.volume.path.cache", "docker.size", "docker.iops",
            "docker.volumeType", "docker.fsType", "docker.availabilityZone", "docker.mountDirPath",
            "virtualbox.endpoint",
            "ebs.accessKey", "aws.region", "efs.tag", "s3fs.cmd", "gcepd.keyfile", "gce.keyfile",
            "azureud.container", "dobs.token", "cinder.authURL", "openstack.authURL", "rackspace.authURL",
            "rbd.defaultPool", "isilon.endpoint", "fittedcloud.tag", "vmax.sid", "xtremio.endpoint", "vfs.root",
            "scaleio.useCerts", "scaleio.userID"})
    void keyOfTheOriginalIsRefusedByName(String key) {
        assertTrue(RefusedKeys.find(key).isPresent());
    }
}
