package rexray;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.lab.LabArray;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a daemon says, and does not do, whose array or SDC is not as its configuration says. */
class StartTroubleIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    private Site site;
    private TestHost host;

    @BeforeEach
    void start() throws Exception {
        site = Site.start(directory);
        host = site.host("node01");
    }

    @AfterEach
    void close() throws Exception {
        site.close();
    }

    @Test
    void wrongPasswordIsToldAndNeverShown() throws Exception {
        configure("scaleio.password: open-sesame").start();

        assertNotReady("refused the login", "scaleio.userName", "scaleio.password");
        site.assertRefused(() -> host.create("db", ""), "refused the login", "scaleio.password");
        assertFalse(host.log().contains("open-sesame"), host::log);
    }

    @Test
    void serviceStartsWithoutItsGatewayAndRecoversByItself() throws Exception {
        Relay relay = Relay.to(site.lab().endpoint());
        configure("scaleio.endpoint: " + relay.endpoint()).patience(2).start();
        assertNotReady("cannot be connected to", "scaleio.endpoint", "scaleio-gateway");
        site.assertRefused(() -> host.create("db", ""), "cannot be connected to", "scaleio-gateway");

        relay.open();

        host.awaitReady();
        assertEquals(200, host.create("db", "").status());
        relay.cut();
    }

    @Test
    void gatewayThatGoesAwayFailsWhatNeedsItAndComesBack() throws Exception {
        Relay relay = Relay.to(site.lab().endpoint());
        relay.open();
        configure("scaleio.endpoint: " + relay.endpoint()).patience(3).startReady();
        host.create("db", "");
        host.create("other", "");
        Path data = host.mounted("db", "first");

        relay.cut();

        String[] words = {relay.endpoint().replace("/api", ""), "cannot be connected to", "scaleio-gateway"};
        // This one met a connection that had just been good, and cannot know how far it came.
        site.assertRefused(() -> host.create("new", ""), "it is unknown whether creating volume new was done",
                "check the gateway", "repeat the request");
        site.assertRefused(() -> host.create("new", ""), words);
        site.assertRefused(() -> host.mount("other", "second"), words);
        site.assertRefused(() -> host.remove("other"), words);
        host.awaitNotReady();
        assertNotReady(words);
        assertEquals(data, host.mounted("db", "second"), "a mount that is there serves one more container");
        assertEquals(200, host.unmount("db", "first").status());
        Files.writeString(data.resolve("file"), "still writable");
        TestHost.refusal(host.unmount("db", "second"));
        relay.open();
        assertEquals(200, host.create("new", "").status());
        host.awaitReady();
        site.assertTraces(Set.of("volume db of 16777216 KB, held by []",
                "volume new of 16777216 KB, held by []", "volume other of 16777216 KB, held by []"));
        relay.cut();
    }

    @Test
    void untrustedCertificateIsShownWithTheWayToTrustIt() throws Exception {
        try (LabArray other = LabArray.startWithTls(directory.resolve("other"))) {
            configure("scaleio.endpoint: " + other.endpoint(), "scaleio.password: '" + other.password() + "'").start();

            assertNotReady("is not trusted", "issuer", "scaleio.caFile");
            site.assertRefused(() -> host.create("db", ""), "is not trusted", "scaleio.caFile");
            assertEquals(0, other.requests().size(), "nothing was sent, the password least of all");
        }
    }

    @Test
    void unknownPartsOfTheSystemAreAnsweredByThoseThatThereAre() throws Exception {
        configure("scaleio.systemName: east").start();
        assertNotReady("no system east", "scaleio.systemName", "lab");
        host.stop();

        configure("scaleio.protectionDomainName: pd9").start();
        assertNotReady("no protection domain pd9", "scaleio.protectionDomainName", "pd1");
        host.stop();

        configure("scaleio.storagePoolName: ssd").start();
        assertNotReady("no storage pool ssd", "scaleio.storagePoolName", "hdd");
        site.assertRefused(() -> host.create("db", ""), "no storage pool ssd", "hdd");
    }

    @Test
    void hostWithoutSdcIsTold() throws Exception {
        configure("scaleio.drvCfg: /nowhere/drv_cfg").start();

        assertNotReady("no ScaleIO SDC on this host", "/nowhere/drv_cfg", "scaleio.drvCfg");
        host.create("db", "");
        site.assertRefused(() -> host.mount("db", "c"), "no ScaleIO SDC on this host", "scaleio.drvCfg");
    }

    @Test
    void drvCfgThatCannotBeRunIsTold() throws Exception {
        Path drvCfg = Files.writeString(directory.resolve("drv_cfg"), "");
        configure("scaleio.drvCfg: " + drvCfg).start();

        assertNotReady(drvCfg + " is not executable", "ls -l " + drvCfg);
    }

    @Test
    void sdcThatDoesNotRunIsTold() throws Exception {
        site.sdc(host).stopSdc();
        host.start();

        assertNotReady("does not report its GUID", "/dev/scini", "scini");
    }

    @Test
    void sdcOfAnotherSystemIsTold() throws Exception {
        configure("scaleio.guid: 00112233-4455-6677-8899-AABBCCDDEEFF").start();

        assertNotReady("knows no SDC", "00112233-4455-6677-8899-AABBCCDDEEFF", "drv_cfg --add_mdm");
    }

    private TestHost configure(String... lines) throws IOException {
        URI endpoint = site.lab().endpoint();
        return host.configure(endpoint.toString(), site.lab().password(), lines);
    }

    private void assertNotReady(String... words) throws IOException {
        String reason = host.notReady();
        for (String word : words) {
            assertTrue(reason.contains(word), () -> "'" + word + "' is not in: " + reason);
        }
    }
}
