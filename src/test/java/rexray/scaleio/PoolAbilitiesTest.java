package rexray.scaleio;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rexray.volume.Layout;
import rexray.volume.Size;
import rexray.volume.Switch;
import rexray.volume.Volume;
import rexray.volume.VolumeException.RefusedInput;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static rexray.scaleio.ScriptedGateway.okJson;
import static rexray.scaleio.ScriptedGateway.volume;

/** What a volume is made with if its pool can, and refused if it cannot. */
class PoolAbilitiesTest extends ScriptedGatewayFixture {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        'useRmcache':true                   | ON  |     | "useRmcache":"TRUE"
        'useRmcache':true                   | OFF |     | "useRmcache":"FALSE"
        'useRmcache':false                  | OFF |     | "useRmcache":"FALSE"
        'other':1                           | ON  |     | "useRmcache":"TRUE"
        'dataLayout':'FineGranularity'      |     | ON  | "compressionMethod":"Normal"
        'dataLayout':'FineGranularity'      |     | OFF | "compressionMethod":"None"
        """, quoteCharacter = '`')
    void whatThePoolCanIsSent(String pool, Switch readCache, Switch compression, String sent) {
        create(pool, layout(Optional.ofNullable(readCache), Optional.ofNullable(compression)));
        String body = gateway.requests("POST", VOLUMES).getLast().getBodyAsString();
        assertTrue(body.contains(sent), body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        'useRmcache':false                  | ON  |     | storage pool hdd has no such cache
        'dataLayout':'MediumGranularity'    |     | ON  | has the data layout MediumGranularity
        'other':1                           |     | ON  | has no data layout, and only
        """, quoteCharacter = '`')
    void whatItCannotIsRefusedWithTheReason(String pool, Switch readCache, Switch compression, String why) {
        RefusedInput refusal = assertThrows(RefusedInput.class,
                () -> create(pool, layout(Optional.ofNullable(readCache), Optional.ofNullable(compression))));
        assertTrue(refusal.problem().contains(why), refusal.problem());
        assertEquals(0, gateway.count("POST", VOLUMES));
    }

    @Test
    void whatIsNotAskedForIsNotSent() {
        create("'useRmcache':true,'dataLayout':'MediumGranularity'",
                layout(Optional.empty(), Optional.of(Switch.OFF)));
        String body = gateway.requests("POST", VOLUMES).getLast().getBodyAsString();
        assertFalse(body.contains("useRmcache") || body.contains("compressionMethod"), body);
    }

    @Test
    void volumeTellsWhatItHas() {
        gateway.answer("GET", READ, okJson(volume("pgdata", "'useRmcache':false,'compressionMethod':'Normal'")),
                okJson(volume("pgdata", "'compressionMethod':'Invalid'")));
        Volume volume = array.read(ID, soon()).orElseThrow();
        assertEquals(Optional.of(Switch.OFF), volume.readCache());
        assertEquals(Switch.ON, volume.compression());
        volume = array.read(ID, soon()).orElseThrow();
        assertEquals(Optional.empty(), volume.readCache());
        assertEquals(Switch.OFF, volume.compression());
    }

    private void create(String pool, Layout layout) {
        gateway.answer("GET", "/api/types/StoragePool/instances",
                okJson("[{'id':'%s','name':'hdd','protectionDomainId':'8d6e2b4100000000',%s}]"
                        .formatted(ScriptedGateway.POOL, pool)));
        gateway.answer("POST", VOLUMES, okJson("{'id':'" + ScriptedGateway.VOLUME + "'}"));
        array.create(NAME, Size.ofGb(8), layout, soon());
    }

    private static Layout layout(Optional<Switch> readCache, Optional<Switch> compression) {
        return new Layout(Optional.empty(), Optional.empty(), Optional.empty(), readCache, compression,
                Optional.empty());
    }
}
