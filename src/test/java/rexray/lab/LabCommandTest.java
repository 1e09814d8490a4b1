package rexray.lab;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeException.Unsupported;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The commands of the lab, as a person uses them. */
class LabCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path directory;

    private static String run(String... args) {
        return run(new StringWriter(), args);
    }

    /** Throws what the command threw, where the command line would print it. */
    private static String run(StringWriter out, String... args) {
        List<Exception> thrown = new ArrayList<>();
        int exit = new CommandLine(new LabCommand()).setOut(new PrintWriter(out, true))
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    thrown.add(e);
                    return 1;
                }).execute(args);
        if (!thrown.isEmpty() && thrown.getFirst() instanceof RuntimeException e) {
            throw e;
        }
        assertEquals(0, exit);
        return out.toString();
    }

    @Test
    void volumesPrintsTheFormOfScliWithTheTrueMegabytesAndTheHolders() throws Exception {
        try (LabGateway gateway = LabGateway
                .start(GatewayOptions.https(directory, ListenAddress.anyPortOf("127.0.0.1")))) {
            Cluster cluster = gateway.cluster();
            String sdc = cluster.registerSdc(TestGateway.GUID_1, "10.0.0.21");
            new SdcRules(cluster).rename(sdc, "node01");
            String volume = new VolumeRules(cluster)
                    .create(NewVolume.of("scaleio_redis_vol", cluster.state().poolId(), 16 << 20,
                            VolumeType.THICK));
            String other = new VolumeRules(cluster)
                    .create(NewVolume.of("other", cluster.state().poolId(), 8 << 20, VolumeType.THIN));
            new MappingRules(cluster).map(volume, new MappingTarget.ById(sdc), MappingRules.Sharing.FORBIDDEN);

            assertEquals("""
                Query-all-volumes returned 2 volumes
                Protection Domain %s Name: pd1
                Storage Pool %s Name: hdd
                 Volume ID: %s Name: scaleio_redis_vol Size: 16.0 GB (16384 MB) Mapped 1 SDC Thick-provisioned
                  SDC ID: %s Name: node01 IP: 10.0.0.21
                 Volume ID: %s Name: other Size: 8.0 GB (8192 MB) Unmapped Thin-provisioned
                """.formatted(cluster.state().domainId(), cluster.state().poolId(), volume, sdc, other),
                    run("volumes", "--dir", directory.toString()));
            assertEquals(0, gateway.sessions(), "the command logs out");
        }
    }

    @Test
    void statusSaysThatItIsAnEmulation() {
        try (LabGateway gateway = LabGateway
                .start(GatewayOptions.http(directory, ListenAddress.anyPortOf("127.0.0.1")))) {
            gateway.cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
            gateway.cluster().disconnectSdc(gateway.cluster().registerSdc(TestGateway.GUID_2, "10.0.0.22"));

            List<String> lines = run("status", "--dir", directory.toString()).lines().toList();

            assertEquals("EMULATED ScaleIO cluster, no real array", lines.get(0));
            assertEquals("Profile: 2.0 (EMC ScaleIO Version: R2_0.14000.231)", lines.get(2));
            assertEquals("Capacity: 1024 GB, 0 GB of them taken by 0 volumes", lines.get(4));
            assertEquals("Sessions: 0", lines.get(5));
            assertTrue(lines.get(7).endsWith("IP: 10.0.0.21 GUID: " + TestGateway.GUID_1 + " Connected"));
            assertTrue(lines.get(8).endsWith("IP: 10.0.0.22 GUID: " + TestGateway.GUID_2 + " Disconnected"));
        }
    }

    @Test
    void commandsWithoutALabSayHowToStartOne() {
        RefusedInput refused = assertThrows(RefusedInput.class,
                () -> run("volumes", "--dir", directory.resolve("none").toString()));

        assertEquals("start one: rexray lab gateway --dir " + directory.resolve("none") + " --listen 127.0.0.1:8443",
                refused.remedy());
    }

    @Test
    void commandsAfterTheGatewaysEndSayThatItDoesNotAnswer() {
        LabGateway.start(GatewayOptions.http(directory, ListenAddress.anyPortOf("127.0.0.1"))).close();

        assertThrows(ArrayUnavailable.class, () -> run("status", "--dir", directory.toString()));
    }

    @Test
    void gatewayTellsThatItIsReadyAndWhereThingsAre() throws Exception {
        StringWriter out = new StringWriter();
        Thread gateway = new Thread(() -> run(out, "gateway", "--dir", directory.toString(), "--listen",
                "127.0.0.1:0", "--capacity", "64", "--name", "gw.example"));
        gateway.setUncaughtExceptionHandler((thread, interrupted) -> {});
        gateway.start();
        try {
            Pattern ready = Pattern.compile("(?m)^ready (https://127.0.0.1:[0-9]+) ca=(.+) password=(.+)$");
            Matcher line = ready.matcher("");
            for (long end = System.nanoTime() + 20_000_000_000L; System.nanoTime() < end && !line.find();) {
                gateway.join(20);
                line = ready.matcher(out.toString());
            }

            line.reset();
            assertTrue(line.find(), out.toString());
            assertTrue(Files.readString(Path.of(line.group(2))).startsWith("-----BEGIN CERTIFICATE-----"));
            assertTrue(out.toString().startsWith("EMULATION"), out.toString());
            assertTrue(run("status", "--dir", directory.toString()).contains("Capacity: 64 GB"));
        } finally {
            gateway.interrupt();
            gateway.join(20_000);
        }
        assertThrows(ArrayUnavailable.class, () -> run("status", "--dir", directory.toString()));
    }

    @Test
    void otherProfilesAreRefusedByName() {
        Unsupported refused = assertThrows(Unsupported.class, () -> run("gateway", "--dir", directory.toString(),
                "--listen", "127.0.0.1:0", "--profile", "1.32"));

        assertEquals("the lab does not emulate ScaleIO 1.32; choose one of: 2.0, 3.5, 4.0", refused.getMessage());
    }

    @Test
    void addressesToListenAtAreChecked() {
        for (String wrong : new String[]{"8443", ":8443", "127.0.0.1:x", "127.0.0.1:70000"}) {
            assertThrows(RefusedInput.class,
                    () -> run("gateway", "--dir", directory.toString(), "--listen", wrong), wrong);
        }
    }

    @Test
    void addressInUseIsTold() {
        try (LabGateway gateway = LabGateway.start(
                GatewayOptions.http(directory.resolve("first"), ListenAddress.anyPortOf("127.0.0.1")))) {
            String address = gateway.url().replace("http://", "");

            HostFailure refused = assertThrows(HostFailure.class, () -> run("gateway", "--dir",
                    directory.resolve("second").toString(), "--listen", address));

            assertTrue(refused.problem().startsWith("the lab's gateway cannot listen on " + address),
                    refused.problem());
        }
    }

    @Test
    void labDoesNotStartBesideARealSdc() {
        assertThrows(RefusedInput.class, () -> RealSdc.refuseBeside(Path.of("/dev/null")));

        RealSdc.refuseBeside(directory);
        RealSdc.refuseBeside(directory.resolve("scini"));
    }
}
