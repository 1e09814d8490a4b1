package rexray.lab;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one emulated SDC runs.
 *
 * @param gateways one of each cluster that it is connected to
 * @param caFile PEM certificates to trust for the gateways; empty for the platform's
 * @param guid empty for the one in its directory, or a new random one
 * @param ip by which the clusters know this host
 * @param name that the SDC gives itself at the cluster if it has none there; empty for none. An emulation: a real SDC has
 *     no name until an administrator gives it one
 * @param incarnation see {@link HostIncarnation}
 * @param directory its state, which outlives it
 * @param devices where the device nodes go, usually {@code /dev}
 * @param drvCfg where the command {@code drv_cfg} is installed
 * @param delay from when the SDC learns of a mapping until the device is there
 */
record SdcOptions(List<URI> gateways, Optional<Path> caFile, Optional<String> guid, String ip, Optional<String> name,
        String incarnation, Path directory, Path devices, Path drvCfg, Duration delay) {

    static final Path DIRECTORY = Path.of("/var/lib/rexray-lab-sdc");
    static final Path DEVICES = Path.of("/dev");
    /** Where every release of the real one is found. */
    static final Path DRV_CFG = Path.of("/opt/emc/scaleio/sdc/bin/drv_cfg");
}
