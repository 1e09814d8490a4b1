package rexray.benchmark;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What happens to one volume from Create to Remove, over and over, each step measured. For one thread. */
final class Life {
    private final Plugin plugin;
    private final Gateway gateway;
    private Map<String, Samples> operations = new LinkedHashMap<>();

    Life(Plugin plugin, Gateway gateway) {
        this.plugin = plugin;
        this.gateway = gateway;
    }

    /** Lives that many lives, after {@code warmUp} that do not count. */
    Map<String, Samples> measure(int warmUp, int times) throws IOException, InterruptedException {
        for (int number = 0; number < warmUp; number++) {
            live("warm" + number);
        }
        operations = new LinkedHashMap<>();
        for (int number = 0; number < times; number++) {
            live("life" + number);
        }
        return operations;
    }

    private void live(String name) throws IOException, InterruptedException {
        String volume = "{\"Name\":\"" + name + "\"}";
        String one = "{\"Name\":\"" + name + "\",\"ID\":\"one\"}";
        String two = "{\"Name\":\"" + name + "\",\"ID\":\"two\"}";
        step("Capabilities", "VolumeDriver.Capabilities", "");
        step("Create", "VolumeDriver.Create", "{\"Name\":\"" + name + "\",\"Opts\":{\"size\":\"8\"}}");
        step("Get", "VolumeDriver.Get", volume);
        step("List", "VolumeDriver.List", "");
        step("Mount, with mkfs", "VolumeDriver.Mount", one);
        step("Unmount, last, new", "VolumeDriver.Unmount", one);
        step("Mount, already formatted", "VolumeDriver.Mount", one);
        step("Get, mounted", "VolumeDriver.Get", volume);
        step("Path, mounted", "VolumeDriver.Path", volume);
        step("Mount, second container", "VolumeDriver.Mount", two);
        step("Unmount, not last", "VolumeDriver.Unmount", two);
        step("Unmount, last", "VolumeDriver.Unmount", one);
        step("Remove", "VolumeDriver.Remove", volume);
    }

    private void step(String operation, String method, String body) throws IOException, InterruptedException {
        Gateway.Traffic before = gateway.traffic();
        long begun = System.nanoTime();
        plugin.post(method, body);
        double time = (System.nanoTime() - begun) / 1e6;
        operations.computeIfAbsent(operation, first -> new Samples()).add(time, gateway.traffic().since(before));
    }
}
