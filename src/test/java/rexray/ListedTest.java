package rexray;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * A test as the tables have it that say which test shows what.
 *
 * @param name class and method, without our base package: {@code docker.PluginServerTest.activateAsksNobody}
 */
public record ListedTest(String name) {
    /** Whether there is such a test, which is run. */
    public boolean isThere() {
        int dot = name.lastIndexOf('.');
        try {
            return Arrays.stream(Class.forName("rexray." + name.substring(0, dot)).getDeclaredMethods())
                    .filter(method -> method.getName().equals(name.substring(dot + 1)))
                    .anyMatch(method -> method.isAnnotationPresent(Test.class)
                            || method.isAnnotationPresent(ParameterizedTest.class));
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
