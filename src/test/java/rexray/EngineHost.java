package rexray;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An emulated host with a real Docker engine and our daemon, and the emulated cluster that they use. Needs root. */
final class EngineHost {
    static final String IMAGE = "plain";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String LAB_HOST = "packaging/lab-host";
    private static final String GATEWAY = "10.77.0.1";
    private static final Path CLUSTER = Path.of("/var/lib/rexray-lab/cluster");
    private static final String LOG = "/var/log/rexray/rexray.log";
    private final Process gateway;

    private EngineHost(Process gateway) {
        this.gateway = gateway;
    }

    /** The host, its SDC and the daemon, which logs all it does and doubts uses that are five seconds old. */
    static EngineHost start(Path directory) throws Exception {
        EngineHost host = boot(directory, "busybox");
        host.in("rexray service start");
        return host;
    }

    /**
     * The same without the daemon.
     *
     * @param init busybox or systemd
     */
    static EngineHost boot(Path directory, String init) throws Exception {
        run(LAB_HOST, "network");
        Path gatewayLog = directory.resolve("gateway.log");
        EngineHost host = new EngineHost(
                new ProcessBuilder("nsenter", "--net=/run/netns/rexray-lab", "packaging/rexray",
                        "lab", "gateway", "--dir", CLUSTER.toString(), "--listen", GATEWAY + ":443")
                        .redirectErrorStream(true)
                        .redirectOutput(gatewayLog.toFile()).start());
        await("the gateway", () -> Files.readString(gatewayLog).contains("ready"));
        run(LAB_HOST, "up", "node01", "--init", init);
        host.importImage();
        host.in("mkdir -p /etc/rexray");
        host.write("/etc/rexray/ca.pem", Files.readString(CLUSTER.resolve("ca.pem")));
        host.write("/etc/rexray/config.yml", """
            rexray.logLevel: debug
            libstorage.integration.volume.operations.unmount.forgottenAfter: 5s
            scaleio.endpoint: https://%s/api
            scaleio.caFile: /etc/rexray/ca.pem
            scaleio.userName: admin
            scaleio.password: "%s"
            scaleio.systemID: 0
            scaleio.protectionDomainName: pd1
            scaleio.storagePoolName: hdd
            """.formatted(GATEWAY, Files.readString(CLUSTER.resolve("password")).strip()));
        host.in("chmod 600 /etc/rexray/config.yml");
        host.startSdc(init);
        await("the SDC", () -> host.in("cat /var/log/sdc.log").contains("ready"));
        return host;
    }

    /**
     * Under systemd as a unit of the name that the real one has, which comes again when the host does, waits for its
     * network, and has started once there is an SDC.
     */
    private void startSdc(String init) throws Exception {
        String command = Path.of("packaging/rexray").toAbsolutePath() + " lab sdc --gateway https://" + GATEWAY
                + " --ca /etc/rexray/ca.pem";
        if (init.equals("systemd")) {
            write("/etc/systemd/system/scini.service", """
                [Service]
                ExecStartPre=sh -c 'until ip route get %s; do sleep 0.1; done'
                ExecStart=%s
                ExecStartPost=sh -c 'until grep -q ready /var/log/sdc.log; do sleep 0.1; done'
                StandardOutput=truncate:/var/log/sdc.log
                StandardError=append:/var/log/sdc.log
                [Install]
                WantedBy=multi-user.target
                """.formatted(GATEWAY, command));
            in("systemctl daemon-reload && systemctl enable --now scini");
        } else {
            in("setsid --fork sh -c 'exec " + command + " </dev/null >/var/log/sdc.log 2>&1'");
        }
    }

    /** Shuts down in order and boots again. */
    void reboot() throws Exception {
        begin("systemctl reboot").waitFor();
        await("the end of the host", () -> process(LAB_HOST, "enter", "node01", "true").waitFor() != 0);
        run(LAB_HOST, "up", "node01");
    }

    /** Boots again after its power failed. */
    void cutPower() throws Exception {
        run(LAB_HOST, "crash", "node01");
        run(LAB_HOST, "up", "node01");
    }

    private void importImage() throws Exception {
        in("mkdir -p /tmp/image/bin /tmp/image/tmp && cp $(command -v busybox) /tmp/image/bin/busybox"
                + " && chroot /tmp/image /bin/busybox --install -s /bin"
                + " && tar -C /tmp/image -c . | docker import - " + IMAGE);
    }

    /** How many lines a command prints; none as long as it fails, as with a file that is not there yet. */
    int lines(String command) throws Exception {
        return Integer.parseInt(in("{ " + command + " 2>/dev/null || true; } | wc -l"));
    }

    /** Runs a command line there that must succeed, and returns what it printed. */
    String in(String commandLine) throws Exception {
        return run(LAB_HOST, "enter", "node01", "sh", "-c", commandLine);
    }

    /** The same for one that must fail. */
    String refused(String commandLine) throws Exception {
        Process process = process(LAB_HOST, "enter", "node01", "sh", "-c", commandLine);
        String output = read(process);
        assertNotEquals(0, process.waitFor(), () -> commandLine + ": " + output);
        return output;
    }

    /** Runs it in the background. */
    Process begin(String commandLine) throws Exception {
        return process(LAB_HOST, "enter", "node01", "sh", "-c", commandLine);
    }

    void write(String file, String text) throws Exception {
        Process process = new ProcessBuilder(LAB_HOST, "enter", "node01", "tee", file).start();
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        read(process);
        assertEquals(0, process.waitFor());
    }

    /** A request to our daemon that the engine knows nothing of. */
    String plugin(String method, String json) throws Exception {
        return in("curl --silent --unix-socket /run/docker/plugins/rexray.sock -d '" + json + "' http://x/VolumeDriver."
                + method);
    }

    /** The methods that the engine has called since the log had {@code lines} lines. */
    List<String> callsSince(int lines) throws Exception {
        return log().stream().skip(lines).filter(line -> line.contains(" is answered with status "))
                .map(line -> line.replaceAll(".*(VolumeDriver|Plugin)\\.(\\w+) is answered.*", "$2"))
                .toList();
    }

    List<String> log() throws Exception {
        return in("cat " + LOG).lines().toList();
    }

    int logLength() throws Exception {
        return log().size();
    }

    boolean isMounted(String volume) throws Exception {
        return in("cat /proc/self/mountinfo").contains(" /var/lib/rexray/volumes/" + volume + " ");
    }

    /** Whether the array has it mapped to the host. */
    boolean isMapped(String volume) throws Exception {
        return run("nsenter", "--net=/run/netns/rexray-lab", "packaging/rexray", "lab", "volumes", "--dir",
                CLUSTER.toString()).lines()
                .anyMatch(line -> line.matches(".*\\b" + volume + "\\b.*\\bMapped .*"));
    }

    void awaitReleased(String volume) throws Exception {
        await("the release of " + volume, () -> !isMounted(volume) && !isMapped(volume));
    }

    /** Kills the engine as a crash does, and starts it again. */
    void crashEngine(String options) throws Exception {
        in("kill -KILL $(cat /run/docker.pid)");
        awaitEngineEnd();
        startEngine(options);
    }

    void stopEngine() throws Exception {
        in("kill -TERM $(cat /run/docker.pid)");
        awaitEngineEnd();
    }

    /** An engine that starts takes a containerd that is just ending for one that it can use. */
    private void awaitEngineEnd() throws Exception {
        await("the end of dockerd", () -> in("pgrep -x dockerd; pgrep -x containerd; true").isEmpty());
    }

    void startEngine(String options) throws Exception {
        in("rm -f /run/docker.pid; setsid --fork dockerd --bridge=none --iptables=false " + options
                + " </dev/null >>/var/log/dockerd.log 2>&1");
        assertTrue(Await.upTo(PATIENCE,
                () -> in("docker version >/dev/null 2>&1 && echo there || true").equals("there")),
                in("tail -n 30 /var/log/dockerd.log"));
    }

    /** Ends everything and removes it. */
    void close() throws Exception {
        run(LAB_HOST, "down", "--all");
        gateway.destroy();
        gateway.waitFor();
    }

    static void await(String what, Callable<Boolean> condition) throws Exception {
        assertTrue(Await.upTo(PATIENCE, condition), () -> "never came about: " + what);
    }

    private static String run(String... command) throws Exception {
        Process process = process(command);
        String output = read(process);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + output);
        return output;
    }

    private static Process process(String... command) throws Exception {
        return new ProcessBuilder(new ArrayList<>(List.of(command))).redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile()).start();
    }

    private static String read(Process process) throws Exception {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
