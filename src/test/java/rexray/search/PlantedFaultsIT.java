package rexray.search;

import java.lang.reflect.Method;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

import static org.junit.jupiter.api.Assertions.assertFalse;

/** Shows that the search finds what it is there for: each of these faults, planted alone. */
class PlantedFaultsIT {
    private static final long SCRIPTS = 500;

    @ParameterizedTest
    @MethodSource("rexray.search.PlantedFault#all")
    void plantedFaultIsFound(PlantedFault fault) throws Exception {
        MutantLoader loader = new MutantLoader(fault.mutant());
        // One that changes nothing is none, and says so here rather than amid a script.
        loader.loadClass(fault.mutant().className());
        Class<?> hunt = loader.loadClass(Hunt.class.getName());
        Method run = hunt.getDeclaredMethod("run", long.class, long.class);
        run.setAccessible(true);
        String found = (String) run.invoke(null, 1, SCRIPTS);
        assertFalse(found.isEmpty(), fault + " was not found in " + SCRIPTS + " scripts");
        LoggerFactory.getLogger(PlantedFaultsIT.class).info("{}: {}", fault, found);
    }
}
