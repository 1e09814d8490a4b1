package rexray.scaleio;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rexray.volume.ControlPlane.Mapping;
import rexray.volume.ControlPlane.Unmapping;
import rexray.volume.Deadline;
import rexray.volume.Holder;
import rexray.volume.Volume;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeException.OutcomeUnknown;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeException.TimedOut;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rexray.scaleio.ScriptedGateway.html;
import static rexray.scaleio.ScriptedGateway.okJson;
import static rexray.scaleio.ScriptedGateway.refusal;
import static rexray.scaleio.ScriptedGateway.volume;

/** What real gateways and what stands before them were seen to answer. */
class OddAnswersTest extends ScriptedGatewayFixture {
    @ParameterizedTest
    @ValueSource(strings = {"'91c4e6a000000002'", "91c4e6a000000002"})
    void idMayComeWithoutQuotes(String body) {
        gateway.answer("POST", QUERY, okJson(body));
        assertEquals(Optional.of(ID), array.resolve(NAME, soon()));
    }

    @Test
    void nullIsNoVolume() {
        gateway.answer("POST", QUERY, okJson("null"));
        assertEquals(Optional.empty(), array.resolve(NAME, soon()));
    }

    @ParameterizedTest
    @CsvSource({"3,Not found", "79,Could not find the volume", "0,Could not find the volume",
            "4079,could not find the volume."})
    void mdmSaysInManyWaysThatThereIsNoVolume(int code, String message) {
        gateway.answer("POST", QUERY, refusal(500, code, message));
        assertEquals(Optional.empty(), array.resolve(NAME, soon()));
    }

    @Test
    void notFoundByAFrontEndIsNotAMissingVolume() {
        gateway.answer("POST", QUERY, refusal(404, 0, "Not found"));
        assertThrows(ArrayUnavailable.class, () -> array.resolve(NAME, verySoon()));
        gateway.answer("GET", READ, html(404));
        assertThrows(ArrayUnavailable.class, () -> array.read(ID, verySoon()));
    }

    @Test
    void pageInsteadOfAnIdIsNotAMissingVolume() {
        gateway.answer("POST", QUERY, html(200));
        ArrayUnavailable failure = assertThrows(ArrayUnavailable.class, () -> array.resolve(NAME, verySoon()));
        assertTrue(failure.remedy().contains("scaleio.endpoint"), failure.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void questionIsAskedAgainAfterAServerError(int status) {
        gateway.answer("GET", VOLUMES, html(status), html(status), okJson("[" + volume("pgdata", "") + "]"));
        assertEquals(1, array.list(soon()).size());
    }

    @Test
    void serverErrorThatStaysIsReported() {
        gateway.answer("GET", VOLUMES, html(503));
        ArrayUnavailable failure = assertThrows(ArrayUnavailable.class, () -> array.list(verySoon()));
        assertTrue(failure.problem().contains("HTTP 503"), failure.getMessage());
    }

    @Test
    void changeThatMeetsAServerErrorIsLookedUp() {
        gateway.answer("POST", MAP, html(502), okJson("{}"));
        gateway.answer("GET", READ, okJson(volume("pgdata", "'mappedSdcInfo':[{'sdcId':'" + NODE + "'}]")));
        assertEquals(Mapping.WAS_THERE, array.map(ID, NODE, soon()));
        assertEquals(1, gateway.count("POST", MAP));
    }

    @Test
    void changeWhoseConnectionIsResetAndThatCannotBeLookedUpHasNoKnownOutcome() {
        array.connect(soon());
        gateway.answer("POST", UNMAP, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        gateway.answer("GET", READ, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        OutcomeUnknown unknown = assertThrows(OutcomeUnknown.class, () -> array.unmap(ID, NODE, verySoon()));
        assertTrue(unknown.problem().contains("unmapping volume " + ID.volume()), unknown.getMessage());
        assertEquals(1, gateway.count("POST", UNMAP));
    }

    @Test
    void changeThatIsLostForEverHasNoKnownOutcome() {
        array.connect(soon());
        gateway.answer("POST", UNMAP, aResponse().withFault(Fault.EMPTY_RESPONSE));
        gateway.answer("GET", READ, okJson(volume("pgdata", "'mappedSdcInfo':[{'sdcId':'" + NODE + "'}]")));
        assertThrows(OutcomeUnknown.class, () -> array.unmap(ID, NODE, verySoon()));
    }

    @Test
    void slowAnswerIsNotWaitedForLongerThanTheDeadline() {
        array.connect(soon());
        gateway.answer("GET", VOLUMES, okJson("[]").withFixedDelay(5000));
        Deadline deadline = Deadline.after(Duration.ofMillis(300));
        assertThrows(TimedOut.class, () -> array.list(deadline));
        assertTrue(deadline.hasPassed());
    }

    @Test
    void slowChangeHasNoKnownOutcome() {
        array.connect(soon());
        gateway.answer("POST", UNMAP, okJson("{}").withFixedDelay(5000));
        gateway.answer("GET", READ, okJson("{}").withFixedDelay(5000));
        assertThrows(OutcomeUnknown.class, () -> array.unmap(ID, NODE, Deadline.after(Duration.ofMillis(300))));
    }

    @Test
    void truncatedAnswerIsAskedForAgain() {
        gateway.answer("GET", READ, okJson(volume("pgdata", "").substring(0, 60)), okJson(volume("pgdata", "")));
        assertEquals(16, array.read(ID, soon()).orElseThrow().size().gb());
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "sizeInKb", "volumeType", "storagePoolId", "creationTime"})
    void missingFieldIsNamed(String field) {
        gateway.answer("GET", READ, okJson(volume("pgdata", "").replace("'" + field + "'", "'other'")));
        ArrayUnavailable failure = assertThrows(ArrayUnavailable.class, () -> array.read(ID, soon()));
        assertTrue(failure.problem().contains("the field " + field + " is missing"), failure.getMessage());
    }

    @Test
    void nullInsteadOfAListIsNoEmptyList() {
        gateway.answer("GET", VOLUMES, okJson("null"));
        assertThrows(ArrayUnavailable.class, () -> array.list(soon()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'mappedSdcInfo':null", "'mappedSdcInfo':[]", "'mappingToAllSdcsEnabled':null",
            "'mappedScsiInitiatorInfo':null", "'mappedScsiInitiatorInfo':[]", "'mappedScsiInitiatorInfo':''"})
    void volumeThatNobodyHoldsIsFree(String mapping) {
        assertEquals(List.of(), holders(mapping));
    }

    @Test
    void hostsAreHolders() {
        assertEquals(List.of(new Holder.Host(NODE, Optional.of("10.0.0.21"), Optional.of("node01"))),
                holders("'mappedSdcInfo':[{'sdcId':'" + NODE + "','sdcIp':'10.0.0.21','sdcName':'node01','new':{}}]"));
    }

    @Test
    void volumeMappedToAllIsHeldByEveryone() {
        assertEquals(List.of(new Holder.Everyone()), holders("'mappingToAllSdcsEnabled':true,'mappedSdcInfo':null"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'mappedScsiInitiatorInfo':[{'iqn':'x'}]", "'mappedScsiInitiatorInfo':'iqn.1'",
            "'mappedSdcInfo':[{'sdcId':'b7e4d02900000001','hostType':'NVMeHost','nqn':'nqn.1'}]",
            "'mappedSdcInfo':[{'sdcId':null}]"})
    void holderThatIsNoSdcIsOfAnotherKind(String mapping) {
        assertTrue(holders(mapping).getFirst() instanceof Holder.Other, holders(mapping)::toString);
    }

    @Test
    void snapshotsAndNamelessVolumesAreNotListed() {
        gateway.answer("GET", VOLUMES, okJson("[" + volume("pgdata", "") + ","
                + volume("snap", "'ancestorVolumeId':'91c4e6a000000009'") + ","
                + volume("orphan", "'volumeType':'Snapshot'") + "," + volume("x", "'name':null") + "]"));
        assertEquals(List.of("pgdata"),
                array.list(soon()).stream().map(volume -> volume.name().orElseThrow()).toList());
    }

    @Test
    void tenThousandVolumesAreListed() {
        gateway.answer("GET", VOLUMES, okJson(IntStream.range(0, 10_000)
                .mapToObj(i -> volume("volume" + i, "'id':'%016x','links':[{'rel':'self','href':'/x'}]".formatted(i)))
                .collect(Collectors.joining(",", "[", "]"))));
        List<Volume> volumes = array.list(soon());
        assertEquals(10_000, volumes.size());
        assertEquals(1, gateway.count("GET", VOLUMES));
    }

    @ParameterizedTest
    @CsvSource({"81,The volume is already mapped to this SDC", "4037,The volume is already mapped to this SDC",
            "9999,The volume is already mapped to this SDC."})
    void mappingThatIsThereHasManyCodes(int code, String message) {
        gateway.answer("POST", MAP, refusal(500, code, message));
        assertEquals(Mapping.WAS_THERE, array.map(ID, NODE, soon()));
    }

    @ParameterizedTest
    @CsvSource({"306,Only a single SDC may be mapped to this volume at a time",
            "999,This volume is already mapped and may not be mapped to additional SDCs.",
            "82,The volume is already mapped to all SDCs", "83,The volume is already mapped to SCSI Initiator"})
    void volumeOfSomebodyElseHasManyCodes(int code, String message) {
        gateway.answer("POST", MAP, refusal(500, code, message));
        HeldElsewhere refusal = assertThrows(HeldElsewhere.class, () -> array.map(ID, NODE, soon()));
        assertTrue(refusal.problem().contains(ID.volume()), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"84,The volume is not mapped to SDC", "4039,The volume is not mapped to SDC",
            "79,Could not find the volume", "80,Could not find the SDC"})
    void unmapOfWhatIsNotMappedSucceeds(int code, String message) {
        gateway.answer("POST", UNMAP, refusal(500, code, message));
        array.unmap(ID, NODE, soon());
        assertEquals("{\"sdcId\":\"" + NODE + "\"}", gateway.requests("POST", UNMAP).getFirst().getBodyAsString());
    }

    @Test
    void volumeMappedToAllIsNotUnmappedFromOne() {
        gateway.answer("POST", UNMAP, refusal(500, 86, "The volume is mapped to all SDCs"));
        assertThrows(HeldElsewhere.class, () -> array.unmap(ID, NODE, soon()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "null", "Done", "<html></html>"})
    void actionIsDoneWhateverItsAnswer(String body) {
        for (String action : List.of(MAP, UNMAP, READ + "/action/removeVolume")) {
            gateway.answer("POST", action, okJson(body));
        }
        assertEquals(Mapping.MADE, array.map(ID, NODE, soon()));
        assertEquals(Unmapping.ENDED, array.unmap(ID, NODE, soon()));
        array.remove(ID, soon());
        assertEquals(0, gateway.count("GET", READ), "there is nothing to look for");
    }

    @Test
    void refusalForAnUnknownReasonIsPassedOnInOneLine() {
        gateway.answer("POST", MAP, refusal(500, 998, "Something\\n quite   new"));
        RefusedInput refusal = assertThrows(RefusedInput.class, () -> array.map(ID, NODE, soon()));
        assertTrue(refusal.problem().endsWith("Something quite new (code 998)"), refusal.getMessage());
    }

    @Test
    void reasonInDetailsIsFound() {
        ResponseDefinitionBuilder details = status(500).withHeader("Content-Type", "application/json")
                .withBody("{\"message\":\"Error with details\",\"httpStatusCode\":500,\"errorCode\":0,\"details\":"
                        + "[{\"error\":\"VOL_NOT_FOUND\",\"rc\":79,\"errorMessage\":\"Could not find the volume\"}]}");
        gateway.answer("GET", READ, details);
        assertEquals(Optional.empty(), array.read(ID, soon()));
    }

    @Test
    void configuredVersionIsAskedFor() {
        try (ScaleioControlPlane pinned = Gateways.hasty(Gateways.speaking(gateway.options(), "2.0"))) {
            gateway.answer("GET", VOLUMES, okJson("[]"));
            pinned.list(soon());
        }
        assertEquals("application/json;version=2.0", gateway.requests("GET", VOLUMES).getFirst().getHeader("Accept"));
    }

    private List<Holder> holders(String mapping) {
        gateway.answer("GET", READ, okJson(volume("pgdata", mapping)));
        return array.read(ID, soon()).orElseThrow().holders();
    }
}
