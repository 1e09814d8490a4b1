package rexray.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rexray.scaleio.ScaleioOptions;
import rexray.scaleio.Trust;
import rexray.volume.FileSystemType;
import rexray.volume.Size;
import rexray.volume.Volume.Provisioning;
import rexray.volume.VolumeOptions.Preempt;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The two files that people know from print. */
final class PublishedFilesTest {
    @Test
    void whitePaperFileLoadsOnceAddressAndPasswordAreReal() {
        ServiceConfig config = ConfigText
                .service(ConfigText.resource("white-paper.yml").replace("gateway_ip", "10.108.161.84")
                        .replace("<password>", "Scaleio123"));

        ScaleioOptions scaleio = config.scaleio();
        assertEquals("scaleio", config.name());
        assertEquals(List.of(URI.create("https://10.108.161.84/api")), scaleio.endpoints());
        assertEquals(new Trust.Anything(), scaleio.trust());
        assertEquals("admin", scaleio.login().userName());
        assertEquals("Scaleio123", scaleio.login().password().reveal());
        assertEquals(Optional.of("0"), scaleio.systemId());
        assertEquals(Optional.of("pd1"), scaleio.protectionDomainName());
        assertEquals(Optional.of("hdd"), scaleio.storagePoolName());
        assertEquals(Preempt.ALWAYS, config.volumes().preempt());
    }

    @Test
    void whitePaperFileHasTheDefaultsOfTheOriginal() {
        ServiceConfig config = ConfigText
                .service(ConfigText.resource("white-paper.yml").replace("gateway_ip", "gw").replace("<password>", "p"));

        assertEquals(Path.of("/run/docker/plugins/rexray.sock"), config.modules().getFirst().socket());
        assertEquals(Path.of("/var/lib/rexray/volumes"), config.volumes().mountRoot());
        assertEquals("data", config.volumes().dataDirectory());
        assertEquals(0700, config.volumes().dataDirectoryMode());
        assertEquals(Size.ofGb(16), config.volumes().defaultSize());
        assertEquals(FileSystemType.EXT4, config.volumes().fileSystem());
        assertEquals(Provisioning.THIN, config.scaleio().provisioning());
    }

    @Test
    void whitePaperFileAsPrintedSaysWhatToFillIn() {
        assertEquals(
                List.of("f:10:3: scaleio.endpoint 'https://gateway_ip/api' has no valid host name; use the"
                        + " gateway's name or address, such as https://gateway.example.com/api",
                        "f:13:3: scaleio.password is still a placeholder; replace it with the real password"),
                ConfigText.problemsOf(ConfigText.resource("white-paper.yml")));
    }

    @Test
    void slidesFileIsRefusedWithWhatToDo() {
        assertEquals(List.of(
                "f: missing: scaleio.endpoint, scaleio.userName, scaleio.password; add them as in config.yml.example",
                "f:3:3: rexray.storageDrivers: there is no service 'virtualbox'; choose one of: scaleio",
                "f:7:9: rexray.mount.volume.preempt means"
                        + " libstorage.integration.volume.operations.mount.preempt; write "
                        + "that; the original ignored this name",
                "f:9:3: virtualbox.endpoint (and 3 more keys like it) belongs"
                        + " to the storage driver 'virtualbox', which "
                        + "is not here; remove the section virtualbox"),
                ConfigText.problemsOf(ConfigText.resource("slides.yml")));
    }
}
