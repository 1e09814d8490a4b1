package rexray.scaleio;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import okhttp3.Interceptor;
import rexray.linux.OtherProgram;
import rexray.volume.Node;

/** The driver as a host of a lab in this process has it: with directories of its own instead of {@code /dev}. */
public final class LabDriver {
    private LabDriver() {}

    public static ScaleioControlPlane controlPlane(URI endpoint, String password) {
        return new ScaleioControlPlane(Gateways.options(endpoint, password));
    }

    /**
     * A driver whose pauses take no time, though it reckons with them, whose sessions do not age, and whose requests are
     * answered on the thread that sends them.
     *
     * @param gateway answers them, or throws where the connection breaks
     */
    public static ScaleioControlPlane timeless(URI endpoint, String password, RandomGenerator random,
            Interceptor gateway) {
        return new ScaleioControlPlane(Gateways.insecure(Gateways.options(endpoint, password)), system -> {},
                new Surroundings(_ -> {}, random, () -> 0,
                        (client, departure) -> client.addInterceptor(departure).addInterceptor(gateway)),
                new Traffic());
    }

    /** @param links what stands for {@code /dev/disk/by-id} */
    public static Node node(Path drvCfg, Path links) {
        return new SdcNode(Optional.empty(), List.of(drvCfg), (program, arguments, deadline) -> {
            OtherProgram.Result result = OtherProgram.run(program, arguments, deadline);
            return new SdcCommand.Result(result.exitCode(), result.output(), result.complaint());
        }, links, SdcNode.Waiting.usual());
    }
}
