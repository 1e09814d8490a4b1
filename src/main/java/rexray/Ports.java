package rexray;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import rexray.config.ServiceConfig;
import rexray.linux.LinuxHost;
import rexray.linux.OtherProgram;
import rexray.scaleio.ConfiguredArray;
import rexray.scaleio.SdcCommand;
import rexray.scaleio.SdcNode;
import rexray.volume.ControlPlane;
import rexray.volume.Deadline;
import rexray.volume.Host;
import rexray.volume.Node;

/**
 * What one service reaches its array and its machine through. Closing them logs out.
 *
 * @param session the same array as {@code array}, as one that is logged in to and out of
 */
record Ports(ConfiguredArray session, ControlPlane array, Node node, Host host) implements AutoCloseable {
    /** Set on the hosts of a lab, which are emulated and share one kernel. */
    private static final String LAB_HOST = "REXRAY_LAB_HOST";

    /** Those of this machine. Nothing is asked of the array yet. */
    static Ports of(ServiceConfig config, Consumer<String> claim) {
        return of(config, claim, SdcNode.BY_ID, machine());
    }

    /** This machine. */
    static Host machine() {
        return System.getenv(LAB_HOST) == null ? LinuxHost.create() : LinuxHost.sharingItsKernel();
    }

    /**
     * @param claim is told which system the array is, and may refuse it
     * @param deviceLinks in place of {@link SdcNode#BY_ID}
     */
    static Ports of(ServiceConfig config, Consumer<String> claim, Path deviceLinks, Host host) {
        ConfiguredArray array = new ConfiguredArray(config.scaleio(), claim);
        return new Ports(array, array, new SdcNode(config.scaleio(), Ports::run, deviceLinks), host);
    }

    @Override
    public void close() {
        session.close();
    }

    static SdcCommand.Result run(Path program, List<String> arguments, Deadline deadline) {
        OtherProgram.Result result = OtherProgram.run(program, arguments, deadline);
        return new SdcCommand.Result(result.exitCode(), result.output(), result.complaint());
    }
}
