package rexray.lab;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A gateway in this process: one that dies is closed. Its faults outlive it. */
final class LocalGateway implements ClusterGateway {
    private final Path directory;
    private final UnaryOperator<GatewayOptions> options;
    private final LoopData data;
    private final Faults faults = new Faults();
    private final SdcEndpoint endpoint;
    private TestGateway gateway;

    private LocalGateway(Path directory, UnaryOperator<GatewayOptions> options, LoopData data) {
        this.directory = directory;
        this.options = options;
        this.data = data;
        endpoint = new SdcEndpoint(data, faults);
        gateway = start(ListenAddress.anyPortOf("127.0.0.1"));
    }

    static LocalGateway start(Path directory, UnaryOperator<GatewayOptions> options) throws IOException {
        return new LocalGateway(directory, options, LoopData.open(directory));
    }

    private TestGateway start(ListenAddress address) {
        return TestGateway.start(options.apply(GatewayOptions.http(directory, address).withFaults(faults)
                .withData(data).withRoutes(endpoint)));
    }

    TestGateway gateway() {
        return gateway;
    }

    @Override
    public URI url() {
        return URI.create(gateway.lab().url());
    }

    @Override
    public String password() throws IOException {
        return gateway.password();
    }

    @Override
    public State state() {
        return gateway.lab().cluster().state();
    }

    @Override
    public void dieAndRise() {
        ListenAddress address = new ListenAddress("127.0.0.1", url().getPort());
        gateway.close();
        gateway = start(address);
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        endpoint.close();
        data.close();
    }
}
