package rexray;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import rexray.docker.PluginClient.Answer;
import rexray.lab.LabCluster;
import rexray.lab.LabCluster.LabHost;
import rexray.linux.LinuxHost;
import rexray.volume.Deadline;
import rexray.volume.Host;
import rexray.volume.Mount;
import rexray.volume.Size;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An emulated array and hosts of it, with what can be seen of both from outside. Needs root. */
final class Site {
    /** The SDC removes the device of an unmapped volume, and the lab frees it, a little later. */
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private final Path directory;
    private final LabCluster lab;
    private final List<TestHost> hosts = new ArrayList<>();

    private Site(Path directory, LabCluster lab) {
        this.directory = directory;
        this.lab = lab;
    }

    static Site start(Path directory) throws IOException, InterruptedException {
        return new Site(directory.toRealPath(), LabCluster.start(directory));
    }

    /** One whose volumes may have so much together. */
    static Site start(Path directory, Size capacity) throws IOException, InterruptedException {
        return new Site(directory.toRealPath(), LabCluster.start(directory, capacity));
    }

    /** One whose gateway is a process of its own. */
    static Site startWithGatewayProcess(Path directory) throws IOException, InterruptedException {
        return new Site(directory.toRealPath(), LabCluster.startWithGatewayProcess(directory));
    }

    LabCluster lab() {
        return lab;
    }

    /** One more host with its SDC; the daemon is configured and not started. */
    TestHost host(String name, String... config) throws IOException, InterruptedException {
        return host(TestProgram.class, name, config);
    }

    /** The same with a daemon that can be told to die. */
    TestHost crashHost(String name, String... config) throws IOException, InterruptedException {
        return host(CrashProgram.class, name, config);
    }

    private TestHost host(Class<?> program, String name, String... config) throws IOException, InterruptedException {
        lab.addHost(name);
        TestHost host = new TestHost(directory.resolve(name), program).configure(lab.endpoint().toString(),
                lab.password(),
                config);
        hosts.add(host);
        return host;
    }

    LabHost sdc(TestHost host) {
        return lab.host(host.home().getFileName().toString());
    }

    /** The power of a host fails and comes back; its daemon, which was killed, is not started. */
    void powerCut(TestHost host) throws IOException, InterruptedException {
        failPower(host);
        sdc(host).startSdc();
    }

    /** The same with new disks: its SDC gets another GUID, and its daemon, which was killed, has no notes. */
    void reinstall(TestHost host) throws IOException, InterruptedException {
        failPower(host);
        run("rm", "-rf", host.home().resolve("state").toString());
        sdc(host).forgetSdc();
        sdc(host).startSdc();
    }

    private void failPower(TestHost host) throws IOException, InterruptedException {
        Host kernel = LinuxHost.sharingItsKernel();
        for (Mount mount : kernel.mounts()) {
            if (mount.mountpoint().startsWith(host.home())) {
                kernel.shutDown(mount, Deadline.after(SETTLING));
                kernel.detach(mount.mountpoint(), Deadline.after(SETTLING));
            }
        }
        sdc(host).crash();
        run("rm", "-rf", host.home().resolve("run").toString());
    }

    /** What there is of volumes, at the array and on all hosts. */
    Set<String> traces() throws IOException {
        Set<String> traces = new TreeSet<>(lab.traces());
        for (TestHost host : hosts) {
            traces.addAll(host.traces());
        }
        return traces;
    }

    /** Runs what shall be refused in these words, and sees to it that it left everything as it was. */
    String assertRefused(Callable<Answer> request, String... words) throws Exception {
        Set<String> before = traces();
        String refusal = TestHost.refusal(request.call());
        for (String word : words) {
            assertTrue(refusal.contains(word), () -> "'" + word + "' is not in: " + refusal);
        }
        assertTrue(refusal.contains("; "), () -> "no remedy: " + refusal);
        assertTraces(before);
        return refusal;
    }

    void assertTraces(Set<String> expected) throws Exception {
        Await.upTo(SETTLING, () -> isAsExpected(expected, traces()));
        Set<String> actual = traces();
        if (!isAsExpected(expected, actual)) {
            assertEquals(String.join("\n", new TreeSet<>(expected)), String.join("\n", actual));
        }
    }

    /** Devices may be fewer than before, since those of earlier volumes go a little later than their mappings. */
    private static boolean isAsExpected(Set<String> expected, Set<String> actual) {
        return expected.containsAll(actual) && expected.stream().allMatch(trace -> actual.contains(trace)
                || trace.startsWith("loop device ") || trace.contains("/dev/disk/by-id/emc-vol-"));
    }

    /** A sum over what a volume's file holds and where it has holes. */
    String contents(String volume) throws IOException, InterruptedException {
        return run("sh", "-c", "tar --sparse --mtime=@0 -cPf - \"$0\" | sha256sum", lab.file(volume).toString());
    }

    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + output);
        return output;
    }

    /** Kills the daemons, and takes away what a failed test left mounted. */
    void close() throws IOException, InterruptedException {
        for (TestHost host : hosts) {
            host.kill();
            for (String trace : host.traces()) {
                if (trace.startsWith("mount ")) {
                    run("umount", "--lazy", trace.substring("mount ".length()));
                }
            }
        }
        lab.close();
    }
}
