package rexray.scaleio;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rexray.lab.LabArray;
import rexray.volume.Deadline;
import rexray.volume.Layout;
import rexray.volume.Size;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeName;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What becomes of requests and sessions when the options change. */
class ConfiguredArrayTest {
    private static final VolumeName DB = new VolumeName("db");

    @TempDir
    private Path directory;
    @TempDir
    private Path elsewhere;
    /** The systems that were claimed. */
    private final Set<String> claimed = new HashSet<>();
    private LabArray lab;
    private ScaleioOptions right;
    private ConfiguredArray array;

    @BeforeEach
    void start() {
        lab = LabArray.start(directory);
        right = Gateways.options(lab);
        array = Gateways.configured(right, claimed::add, Wire.network());
    }

    @AfterEach
    void stop() {
        array.close();
        lab.close();
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    private static ScaleioOptions as(ScaleioOptions options, String user, String password) {
        return options.changedTo(new ScaleioOptions(options.endpoints(), options.trust(),
                new Login(user, new Secret(password), Login.Scheme.AUTO), options.systemId(), options.systemName(),
                options.protectionDomainId(), options.protectionDomainName(), options.storagePoolId(),
                options.storagePoolName(), options.provisioning(), options.guid(), options.drvCfg(),
                options.apiVersion()));
    }

    private void connect() {
        array.connect(List.of(right.placement()), soon());
    }

    private void reconfigure(ScaleioOptions next) {
        array.reconfigure(next, List.of(next.placement()), soon());
    }

    /** Only some users may. */
    private void create() {
        array.create(DB, Size.ofGb(8), Layout.CONFIGURED, soon());
    }

    private ScaleioOptions monitor() {
        return as(right, LabArray.MONITOR, lab.monitorPassword());
    }

    private void beginAs(ScaleioOptions options) {
        array.close();
        array = Gateways.configured(options, Wire.network());
        connect();
    }

    @Test
    void nextRequestIsTheNewUsers() {
        beginAs(monitor());
        assertThrows(ArrayUnavailable.class, this::create, "the monitor may not");
        reconfigure(right);
        create();
    }

    @Test
    void oldSessionIsEnded() {
        beginAs(monitor());
        reconfigure(right);
        assertEquals(1, lab.sessions());
    }

    @Test
    void userWhoMayOnlyLookIsRefusedAndTheOldOneStays() {
        connect();
        RefusedInput refusal = assertThrows(RefusedInput.class, () -> reconfigure(monitor()));
        assertTrue(refusal.getMessage().startsWith("the role of the user monitor is Monitor, which is read-only"),
                refusal.getMessage());
        create();
        assertEquals(1, lab.sessions());
    }

    @Test
    void userWhoLookedOnlyBeforeMayGoOn() {
        beginAs(monitor());
        reconfigure(Gateways.loggingIn(monitor(), Login.Scheme.BASIC));
        assertEquals(1, lab.sessions());
    }

    @Test
    void userWhoseRoleIsNotToldIsTaken() {
        beginAs(monitor());
        lab.refuse("GET /api/types/User/instances", 168, "no permission");
        reconfigure(right);
        create();
    }

    @Test
    void wrongPasswordIsRefusedAndTheOldOneStays() {
        connect();
        ArrayUnavailable refusal = assertThrows(ArrayUnavailable.class,
                () -> reconfigure(as(right, LabArray.USER, "wrong")));
        assertTrue(refusal.getMessage().contains("refused the login of admin"), refusal.getMessage());
        create();
        assertEquals(1, lab.sessions());
    }

    @Test
    void wrongPasswordIsTriedOnce() {
        connect();
        long before = logins();
        assertThrows(ArrayUnavailable.class, () -> reconfigure(as(right, LabArray.USER, "wrong")));
        assertEquals(1, logins() - before);
    }

    private long logins() {
        return lab.requests().stream().filter(request -> request.contains("login")).count();
    }

    @Test
    void gatewayThatIsAwayIsNotTaken() {
        connect();
        assertThrows(ArrayUnavailable.class, () -> array
                .reconfigure(Gateways.at(right, URI.create("http://127.0.0.1:1")), List.of(right.placement()),
                        Deadline.after(Duration.ofSeconds(1))));
        create();
    }

    @Test
    void otherSystemIsRefused() {
        connect();
        try (LabArray other = LabArray.start(elsewhere)) {
            ArrayUnavailable refusal = assertThrows(ArrayUnavailable.class,
                    () -> reconfigure(Gateways.options(other)));
            assertTrue(refusal.getMessage().contains("of the ScaleIO system " + other.systemId()),
                    refusal.getMessage());
            assertEquals(0, other.sessions());
        }
        assertEquals(Set.of(lab.systemId()), claimed, "a trial takes no system from another service");
        create();
    }

    @Test
    void poolThatIsMissingIsRefused() {
        connect();
        ScaleioOptions nowhere = new ScaleioOptions(right.endpoints(), right.trust(), right.login(), right.systemId(),
                right.systemName(), right.protectionDomainId(), right.protectionDomainName(), right.storagePoolId(),
                Optional.of("nowhere"), right.provisioning(), right.guid(), right.drvCfg(),
                right.apiVersion());
        assertThrows(RefusedInput.class, () -> reconfigure(nowhere));
        create();
    }

    @Test
    void serviceThatNeverReachedItsArrayTakesWhatItGets() {
        array.close();
        array = Gateways.configured(Gateways.at(right, URI.create("http://127.0.0.1:1")), Wire.network());
        reconfigure(right);
        create();
        assertEquals(1, lab.sessions());
    }

    @Test
    void sameOptionsAskNothing() {
        connect();
        List<String> before = lab.requests();
        reconfigure(right);
        assertEquals(before, lab.requests());
    }

    @Test
    void requestUnderWayEndsWithWhatItBeganWith() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        array.close();
        array = Gateways.configured(right, (client, departure) -> client.addInterceptor(departure)
                .addInterceptor(chain -> hold(chain, arrived, mayGoOn)));
        connect();
        CompletableFuture<Void> creation = CompletableFuture.runAsync(this::create);
        arrived.await();

        reconfigure(Gateways.loggingIn(right, Login.Scheme.BASIC));
        assertEquals(2, lab.sessions(), "that of the request under way too");
        mayGoOn.countDown();

        creation.get();
        assertEquals(1, lab.sessions());
    }

    private static Response hold(Interceptor.Chain chain, CountDownLatch arrived, CountDownLatch mayGoOn)
            throws IOException {
        if (chain.request().method().equals("POST")) {
            arrived.countDown();
            try {
                mayGoOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return chain.proceed(chain.request());
    }
}
