package rexray.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The whole benchmark, run by {@code packaging/benchmark}. */
public final class Benchmark {
    private static final int WARM_UP = 3;
    private static final int CALLERS = 32;
    private static final int OPERATIONS = 1000;
    private static final Duration LATENCY = Duration.ofMillis(20);

    private final Settings settings;
    private final Report report;

    private Benchmark(Settings settings, PrintStream out) {
        this.settings = settings;
        this.report = new Report(out);
    }

    public static void main(String... arguments) throws IOException, InterruptedException {
        run(Settings.parse(arguments), System.out);
    }

    static void run(Settings settings, PrintStream out) throws IOException, InterruptedException {
        Benchmark benchmark = new Benchmark(settings, out);
        if (settings.other().isPresent()) {
            benchmark.measureOther(new Gateway(settings.other().get(), settings.user(), settings.password()));
        } else {
            benchmark.measureOurs();
        }
        if (settings.out().isPresent()) {
            benchmark.report.write(settings.out().get());
        }
    }

    private void measureOther(Gateway gateway) throws IOException, InterruptedException {
        measureOperations(gateway, settings.socket());
    }

    private void measureOurs() throws IOException, InterruptedException {
        try (Site site = Site.start(settings.executable(), settings.directory(), settings.socket())) {
            measureMachine(site);
            site.gateway().fill(settings.volumes().getFirst());
            measureStart(site);
            measureCommands(site);
            try (Program daemon = started(site)) {
                report.add("resident memory, idle, MiB", daemon.mebibytes());
                measureOperations(site.gateway(), site.socket());
                measureLists(site, daemon);
                measureAbsence(site);
            }
            measureLatency(site);
        }
    }

    /** How fast the machine is just now, to judge all else by. */
    private void measureMachine(Site site) throws IOException, InterruptedException {
        Samples process = new Samples();
        for (int i = 0; i < OPERATIONS / 10; i++) {
            try (Program command = Program.start(Path.of("/bin/true"), site.log())) {
                process.add(command.awaitEnd(), Gateway.Traffic.UNKNOWN);
            }
        }
        report.add("The machine", Map.of("/bin/true", process));
    }

    private void measureStart(Site site) throws IOException, InterruptedException {
        report.title("Start of the service, and commands without it");
        Samples answer = new Samples();
        Samples cpu = new Samples();
        Samples list = new Samples();
        Samples version = new Samples();
        for (int i = 0; i < settings.starts(); i++) {
            try (Program daemon = site.startDaemon()) {
                answer.add(daemon.await(site::answers), Gateway.Traffic.UNKNOWN);
                cpu.add(daemon.cpuMillis(), Gateway.Traffic.UNKNOWN);
            }
            list.add(site.run("volume", "ls", "-c", site.configuration().toString()), Gateway.Traffic.UNKNOWN);
            version.add(site.run("version"), Gateway.Traffic.UNKNOWN);
        }
        Map<String, Samples> starts = new LinkedHashMap<>();
        starts.put("start to first answer", answer);
        starts.put("its CPU time", cpu);
        starts.put("volume ls, no service", list);
        starts.put("version", version);
        report.add("Start", starts);
    }

    private void measureCommands(Site site) throws IOException, InterruptedException {
        Samples list = new Samples();
        try (Program daemon = started(site)) {
            for (int i = 0; i < settings.starts(); i++) {
                list.add(site.run("volume", "ls"), Gateway.Traffic.UNKNOWN);
            }
            report.add("Commands beside the service, whose CPU time was " + daemon.cpuMillis() + " ms",
                    Map.of("volume ls", list));
        }
    }

    private void measureOperations(Gateway gateway, Path socket) throws IOException, InterruptedException {
        for (int volumes : settings.volumes()) {
            gateway.fill(volumes);
            try (Plugin plugin = Plugin.connect(socket)) {
                report.add(volumes + " volumes", new Life(plugin, gateway).measure(WARM_UP, settings.times()));
            }
        }
    }

    private void measureLists(Site site, Program daemon) throws IOException, InterruptedException {
        report.title("Memory and processor");
        try (Plugin plugin = Plugin.connect(site.socket())) {
            double before = daemon.cpuMillis();
            for (int i = 0; i < OPERATIONS; i++) {
                plugin.post("VolumeDriver.Get", "{\"Name\":\"fill00001\"}");
            }
            report.add("CPU time of one Get, ms", (daemon.cpuMillis() - before) / OPERATIONS);
            report.add("resident memory, after " + OPERATIONS + " operations, MiB", daemon.mebibytes());
            before = daemon.cpuMillis();
            for (int i = 0; i < settings.lists(); i++) {
                plugin.post("VolumeDriver.List", "");
            }
            report.add("CPU time of one List of " + settings.volumes().getLast() + " volumes, ms",
                    (daemon.cpuMillis() - before) / settings.lists());
            report.add("resident memory, after " + settings.lists() + " Lists of " + settings.volumes().getLast()
                    + " volumes, MiB", daemon.mebibytes());
        }
    }

    /** What is mounted here is known here. */
    private void measureAbsence(Site site) throws IOException, InterruptedException {
        String volume = "{\"Name\":\"absence\",\"ID\":\"one\"}";
        Map<String, Samples> operations = new LinkedHashMap<>();
        try (Plugin plugin = Plugin.connect(site.socket())) {
            plugin.post("VolumeDriver.Create", "{\"Name\":\"absence\"}");
            plugin.post("VolumeDriver.Mount", volume);
            site.stopGateway();
            for (int i = 0; i < settings.times(); i++) {
                for (String method : List.of("Get", "Path")) {
                    long begun = System.nanoTime();
                    plugin.post("VolumeDriver." + method, volume);
                    operations.computeIfAbsent(method + ", mounted", first -> new Samples())
                            .add((System.nanoTime() - begun) / 1e6, Gateway.Traffic.UNKNOWN);
                }
            }
            report.add("Gateway switched off", operations);
            site.setLatency(Duration.ZERO);
            plugin.post("VolumeDriver.Unmount", volume);
        }
    }

    private void measureLatency(Site site) throws IOException, InterruptedException {
        site.setLatency(LATENCY);
        try (Program daemon = started(site); Plugin plugin = Plugin.connect(site.socket())) {
            Map<String, Samples> one = new Life(plugin, site.gateway()).measure(WARM_UP, settings.times());
            report.add(settings.volumes().getLast() + " volumes, gateway delayed by " + LATENCY.toMillis() + " ms",
                    one);
            double many = millisOfMounts(site);
            report.add(CALLERS + " Mounts of different volumes at once, ms", many);
            report.add("the same in times of one Mount",
                    many / one.getOrDefault("Mount, with mkfs", new Samples()).quantile(0.5));
            report.add("CPU time of the daemon for all this, ms", daemon.cpuMillis());
        }
    }

    private double millisOfMounts(Site site) throws IOException, InterruptedException {
        together(site, number -> List.of("VolumeDriver.Create", "{\"Name\":\"many" + number + "\"}"));
        double time = together(site, number -> List.of("VolumeDriver.Mount", many(number)));
        together(site, number -> List.of("VolumeDriver.Unmount", many(number)));
        return time;
    }

    private static String many(int number) {
        return "{\"Name\":\"many" + number + "\",\"ID\":\"caller" + number + "\"}";
    }

    /** What one of several callers sends: method and body. */
    @FunctionalInterface
    private interface Request {
        List<String> of(int caller);
    }

    private static double together(Site site, Request request) throws IOException, InterruptedException {
        List<Callable<String>> callers = new ArrayList<>();
        for (int number = 0; number < CALLERS; number++) {
            List<String> sent = request.of(number);
            callers.add(() -> {
                try (Plugin plugin = Plugin.connect(site.socket())) {
                    return plugin.post(sent.getFirst(), sent.getLast());
                }
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
            long begun = System.nanoTime();
            for (Future<String> answer : threads.invokeAll(callers)) {
                answer.get();
            }
            return (System.nanoTime() - begun) / 1e6;
        } catch (ExecutionException e) {
            throw new IOException("one of many callers failed", e.getCause());
        }
    }

    private static Program started(Site site) throws IOException, InterruptedException {
        Program daemon = site.startDaemon();
        daemon.await(site::answers);
        return daemon;
    }
}
