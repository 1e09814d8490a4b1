package rexray.scaleio;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

class StatisticsAnswerTest {
    private static OptionalLong writes(String fields) throws IOException {
        byte[] json = "{%s}".formatted(fields).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return Json.object(StatisticsAnswer.class).read(new ByteArrayInputStream(json)).writes();
    }

    private static OptionalLong writes(String word, int count, int weight) throws IOException {
        return writes("'userDataWriteBwc':{'numSeconds':5,'totalWeightInKb':%d,'%s':%d}".formatted(weight, word,
                count));
    }

    @Test
    void writesAreThoseInTheWindowByScaleiosSpelling() throws IOException {
        assertEquals(OptionalLong.of(3), writes("numOccured", 3, 12));
        assertEquals(OptionalLong.of(0), writes("numOccured", 0, 0));
    }

    @Test
    void weightWithoutACountIsAWrite() throws IOException {
        assertEquals(OptionalLong.of(1), writes("numOccured", 0, 12));
    }

    /** Nought would mean that nobody writes, which is for a takeover to believe. */
    @Test
    void countInAnotherSpellingIsUnknownAndNotNought() throws IOException {
        assertEquals(OptionalLong.empty(), writes("numOccurred", 3, 12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'userDataWriteBwc':null", "'userDataWriteBwc':{}",
            "'userDataWriteBwc':{'numOccured':0,'totalWeightInKb':null}"})
    void whatIsNotMeasuredIsUnknown(String fields) throws IOException {
        assertEquals(OptionalLong.empty(), writes(fields));
    }
}
