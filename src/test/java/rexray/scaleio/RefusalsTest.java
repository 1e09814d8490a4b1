package rexray.scaleio;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.volume.ControlPlane.Mapping;
import rexray.volume.Deadline;
import rexray.volume.Size;
import rexray.volume.Snapshots.Wanted;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.ArrayFull;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.TimedOut;
import rexray.volume.VolumeName;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rexray.scaleio.ScriptedGateway.VOLUME;
import static rexray.scaleio.ScriptedGateway.html;
import static rexray.scaleio.ScriptedGateway.okJson;
import static rexray.scaleio.ScriptedGateway.refusal;
import static rexray.scaleio.ScriptedGateway.volume;

/** What the user is told, and whether a request is made again, for each thing that the MDM may say. */
class RefusalsTest extends ScriptedGatewayFixture {
    private static final String REMOVE = READ + "/action/removeVolume";
    private static final String ROOM = "/api/instances/StoragePool::" + ScriptedGateway.POOL
            + "/relationships/Statistics";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        99   | Volume name already in use. Please use a different name.     |                   | NAME_TAKEN
        142  | Could not find Protection Domain                             | refused-input     | NO_SUCH_POOL
        171  | Could not find Storage Pool                                  | refused-input     | NO_SUCH_POOL
        174  | Invalid Storage Pool ID.                                     | refused-input     | NO_SUCH_POOL
        197  | PD and pool do not belong together                           | refused-input     | NO_SUCH_POOL
        226  | The given name exceeds the allowed length of 31 characters.  | refused-input     | BAD_NAME
        227  | The given name contains invalid characters.                  | refused-input     | BAD_NAME
        190  | The volume size too large                                    | refused-input     | BAD_SIZE
        225  | The specified volume size is illegal.                        | refused-input     | BAD_SIZE
        67   | Insufficient resources                                       | array-full        | FULL
        309  | Requested volume size exceeds the volume allocation limit    | array-full        | FULL
        325  | Allocating Thin volume violates Thick volume reservation     | array-full        | FULL
        349  | Storage Pool reached critical capacity utilization. Unable   | array-full        | FULL
        999  | The total capacity of volumes per Storage Pool was exceeded  | array-full        | FULL
        132  | capacity license exceeded                                    | array-full        | FULL
        97   | There are too many volumes in the system                     | array-full        | TOO_MANY_VOLUMES
        96   | There are too many volumes in the Storage Pool               | array-full        | TOO_MANY_VOLUMES
        181  | There are too many volumes in the VTree                      | array-full        | TOO_MANY_VOLUMES
        191  | The capacity of the Storage Pool is too small to create new snapshots | array-full | FULL
        166  | Could not create the volume                                  | array-unavailable | NOT_CREATED
        4166 | Could not create the volume                                  | array-unavailable | NOT_CREATED
        64   | Parameter out of range                                       | refused-input     | OUT_OF_RANGE
        168  | No permissions                                               | array-unavailable | NO_PERMISSION
        998  | Something quite new                                          | refused-input     | OTHER
        """)
    void createIsRefused(int code, String message, String kind, RefusalKind expected) {
        gateway.answer("POST", VOLUMES, refusal(500, code, message));
        assertRefused(kind, code, message, expected,
                () -> array.create(NAME, Size.ofGb(8), Optional.empty(), soon()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        81   | The volume is already mapped to this SDC                     |                | MAPPED_TO_IT
        4037 | The volume is already mapped to this SDC                     |                | MAPPED_TO_IT
        82   | The volume is already mapped to all SDCs                     | held-elsewhere | MAPPED_TO_ALL
        83   | The volume is already mapped to SCSI Initiator               | held-elsewhere | HELD
        306  | Only a single SDC may be mapped to this volume at a time     | held-elsewhere | HELD
        3306 | This volume is already mapped and may not be mapped to additional SDCs. | held-elsewhere | HELD
        326  | The volume is already mapped to a SDC                        | held-elsewhere | HELD
        79   | Could not find the volume                                    | not-found      | NO_SUCH_VOLUME
        88   | Invalid volume ID. Please try again with a valid ID.         | not-found      | NO_SUCH_VOLUME
        80   | Could not find the SDC                                       | not-found      | NO_SUCH_SDC
        90   | Invalid SDC ID. Please try again with a valid ID.            | not-found      | NO_SUCH_SDC
        87   | There are too many mappings                                  | array-full     | TOO_MANY_MAPPINGS
        303  | The SDC is mapped to too many volumes. Please remove some    | array-full     | TOO_MANY_MAPPINGS
        334  | The SDC is not approved                                      | refused-input  | SDC_NOT_APPROVED
        717  | vtree migration is in progress                               | in-use         | MIGRATING
        999  | The VTree is being migrated                                  | in-use         | MIGRATING
        718  | The VTree is already in the destination Storage Pool         | refused-input  | IN_THAT_POOL
        """)
    void mapIsRefused(int code, String message, String kind, RefusalKind expected) {
        gateway.answer("POST", MAP, refusal(500, code, message));
        assertRefused(kind, code, message, expected, () -> array.map(ID, NODE, soon()));
    }

    @Test
    void hostWithTooManyMappingsIsToldHowManyItHas() {
        gateway.answer("POST", MAP, refusal(500, 87, "There are too many mappings"));
        gateway.answer("GET", "/api/instances/Sdc::" + NODE + "/relationships/Volume",
                okJson("[" + volume("pgdata", "") + "," + volume("other", "").replace(VOLUME, "91c4e6a00000000f")
                        + "]"));

        VolumeException refusal = assertThrows(VolumeException.class, () -> array.map(ID, NODE, soon()));

        assertTrue(refusal.problem().endsWith("this host has 2 mappings"), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        84   | The volume is not mapped to SDC                              |                | NOT_MAPPED
        4039 | The volume is not mapped to SDC                              |                | NOT_MAPPED
        86   | The volume is mapped to all SDCs                             | held-elsewhere | MAPPED_TO_ALL
        """)
    void unmapIsRefused(int code, String message, String kind, RefusalKind expected) {
        gateway.answer("POST", UNMAP, refusal(500, code, message));
        assertRefused(kind, code, message, expected, () -> array.unmap(ID, NODE, soon()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        79   | Could not find the volume                                    |        | NO_SUCH_VOLUME
        78   | Could not find the old volume                                |        | NO_SUCH_VOLUME
        104  | Volume is mapped                                             | in-use | STILL_MAPPED
        """)
    void removeIsRefused(int code, String message, String kind, RefusalKind expected) {
        gateway.answer("POST", REMOVE, refusal(500, code, message));
        assertRefused(kind, code, message, expected, () -> array.remove(ID, soon()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        28  | Busy
        32  | Retry
        164 | The system is busy. Retry later
        105 | The MDM cluster state is incorrect
        121 | This command is not supported on the Slave MDM.
        124 | Command cannot be used when a cluster is degraded
        999 | The successor MDM is out of sync
        145 | Removal of the object is in progress. Please wait.
        212 | A volume removal operation is currently in progress.
        999 | A volume removal operation is currently in progress.
        """)
    void whatIsPutOffIsTriedAgainUntilTheTimeIsUp(int code, String message) {
        gateway.answer("POST", MAP, refusal(500, code, message), refusal(500, code, message), okJson("{}"));
        assertEquals(Mapping.MADE, array.map(ID, NODE, soon()));
        assertEquals(3, gateway.count("POST", MAP));
        assertEquals(0, gateway.count("GET", READ), "nothing was done, so there is nothing to look for");
        gateway.answer("POST", MAP, refusal(500, code, message));
        TimedOut failure = assertThrows(TimedOut.class,
                () -> array.map(ID, NODE, Deadline.after(Duration.ofMillis(300))));
        assertTrue(failure.problem().contains(message.strip()), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"68,A timeout occurred", "69,Communication error", "999,The volume map operation timed out.",
            "999,A timeout occured before message was sent"})
    void changeOfUnknownOutcomeIsLookedFor(int code, String message) {
        gateway.answer("POST", MAP, refusal(500, code, message), okJson("{}"));
        gateway.answer("GET", READ, okJson(volume("pgdata", "")));
        assertEquals(Mapping.MADE, array.map(ID, NODE, soon()));
        assertEquals(1, gateway.count("GET", READ));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void changeThatAPageAnswersIsLookedFor(int status) {
        gateway.answer("POST", MAP, html(status), okJson("{}"));
        gateway.answer("GET", READ, okJson(volume("pgdata", "")));
        assertEquals(Mapping.MADE, array.map(ID, NODE, soon()));
        assertEquals(1, gateway.count("GET", READ));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 400, 404, 405, 406, 415})
    void questionThatMeetsNoGatewayIsNotRepeatedAndHasNoAnswer(int status) {
        gateway.answer("GET", READ, html(status));
        assertThrows(ArrayUnavailable.class, () -> array.read(ID, soon()));
        assertEquals(1, gateway.count("GET", READ));
    }

    @Test
    void volumeBeingRemovedIsWaitedForUntilItIsGone() {
        gateway.answer("GET", READ, refusal(500, 212, "A volume removal operation is currently in progress. "),
                refusal(500, 79, "Could not find the volume"));
        assertEquals(Optional.empty(), array.read(ID, soon()));
    }

    @Test
    void messageOfTheGatewayItselfIsPassedOn() {
        gateway.answer("POST", MAP, refusal(400, 0,
                "Request message is not valid: One of the parameter(s) must be part of the request body: sdcId, guid"));
        VolumeException refusal = assertThrows(VolumeException.class, () -> array.map(ID, NODE, soon()));
        assertTrue(refusal.problem().contains("must be part of the request body"), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"309,Requested volume size exceeds the volume allocation limit",
            "349,Storage Pool reached critical capacity utilization."})
    void growthThatDoesNotFitTellsWhatIsLeft(int code, String message) {
        leaveRoomFor24Gb();
        gateway.answer("POST", READ + "/action/setVolumeSize", refusal(500, code, message));

        ArrayFull full = assertThrows(ArrayFull.class, () -> array.grow(ID, Size.ofGb(64), soon()));

        assertTrue(full.problem().endsWith(" has 24 GB left"), full.getMessage());
    }

    @Test
    void growthThatDoesNotFitIsArrayFullEvenIfNobodyTellsWhatIsLeft() {
        gateway.answer("GET", READ, okJson(volume("pgdata", "")));
        gateway.answer("POST", READ + "/action/setVolumeSize", refusal(500, 67, "Insufficient resources"));
        gateway.answer("GET", ROOM, okJson("{}"));

        ArrayFull full = assertThrows(ArrayFull.class, () -> array.grow(ID, Size.ofGb(64), soon()));

        assertTrue(full.problem().endsWith(" does not tell what it has left"), full.getMessage());
    }

    @Test
    void snapshotThatDoesNotFitTellsWhatIsLeft() {
        leaveRoomFor24Gb();
        gateway.answer("POST", "/api/instances/System::" + ScriptedGateway.SYSTEM + "/action/snapshotVolumes",
                refusal(500, 191, "The capacity of the Storage Pool is too small to create new snapshots"));

        ArrayFull full = assertThrows(ArrayFull.class, () -> array.takeSnapshots(
                List.of(new Wanted(ID, new VolumeName("pgdata@1")), new Wanted(ID, new VolumeName("pgdata@2"))),
                soon()));

        assertTrue(full.problem().endsWith("new snapshots (code 191); storage pool hdd has 24 GB left"),
                full.getMessage());
    }

    private void leaveRoomFor24Gb() {
        gateway.answer("GET", READ, okJson(volume("pgdata", "")));
        gateway.answer("GET", ROOM, okJson("{'capacityAvailableForVolumeAllocationInKb':25165824}"));
    }

    @Test
    void noTextStandsForTwoKinds() {
        for (RefusalKind kind : RefusalKind.values()) {
            for (String text : kind.texts()) {
                assertEquals(Optional.of(kind), RefusalKind.byText(text.toUpperCase(Locale.ROOT)), text);
            }
            for (int code : kind.codes()) {
                assertEquals(Optional.of(kind), RefusalKind.byCode(code), () -> "code " + code);
            }
        }
    }

    /** @param kind of failure; null if there must be none */
    private static void assertRefused(String kind, int code, String message, RefusalKind expected, Runnable change) {
        assertEquals(expected, new GatewayError(500, code, message).kind());
        if (kind == null) {
            change.run();
            return;
        }
        VolumeException refusal = assertThrows(VolumeException.class, change::run);
        assertEquals(kind, refusal.code(), refusal.getMessage());
        assertTrue(refusal.problem().contains(message), refusal.getMessage());
        if (!List.of(RefusalKind.FULL, RefusalKind.BAD_SIZE).contains(expected)) {
            assertEquals(expected.remedy(), refusal.remedy());
        }
    }
}
