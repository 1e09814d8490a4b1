package rexray.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rexray.volume.BlockDevice;
import rexray.volume.Content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Tries each row of {@code docs/reference/device-contents.md} on a device of that kind. */
final class DeviceContentsIT {
    private static final Path PAGE = Path.of("docs/reference/device-contents.md");

    private final LinuxHost host = LinuxHost.create();
    @RegisterExtension
    private final ScratchDevices devices = new ScratchDevices();

    record Row(String contents, String action, String name) {
        @Override
        public String toString() {
            return contents;
        }
    }

    static List<Row> rows() throws IOException {
        return Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| ") && !line.startsWith("| On "))
                .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .map(cells -> new Row(cells.get(1), cells.get(2), cells.get(3))).toList();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void rowIsTrue(Row row) {
        Path link = new Specimens(devices).make(row.contents());
        BlockDevice device = host.device(link).orElseThrow();
        String before = sum(link);
        Content found = host.probe(device, Tools.soon());
        switch (row.action()) {
            case "formats" -> assertEquals(new Content.Blank(), found);
            case "mounts" -> requireMountable(device, found, true);
            case "checks, then mounts" -> requireMountable(device, found, false);
            case "refuses" -> {
                assertEquals(new Content.Foreign(row.name()), found);
                assertEquals(before, sum(link));
            }
            default -> throw new AssertionError("an unknown action: " + row.action());
        }
    }

    @Test
    void pageHasRows() throws IOException {
        assertTrue(rows().size() > 20);
    }

    private void requireMountable(BlockDevice device, Content found, boolean clean) {
        Content.FileSystem fileSystem = assertInstanceOf(Content.FileSystem.class, found);
        assertEquals(clean, fileSystem.clean());
        if (!clean) {
            host.check(device, fileSystem.type(), Tools.soon());
            assertTrue(assertInstanceOf(Content.FileSystem.class, host.probe(device, Tools.soon())).clean());
        }
        Path mountpoint = devices.directory().resolve("mountpoint");
        host.mount(device, fileSystem.type(), mountpoint, Tools.soon());
        assertTrue(host.mounts().stream().anyMatch(
                mount -> mount.mountpoint().equals(mountpoint) && mount.isOf(device)));
    }

    private static String sum(Path link) {
        return Tools.run("sha256sum", link).split(" ", 2)[0];
    }
}
