package rexray.volume;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;

/** One failure of each kind that there is. */
public final class ExampleFailures {
    private ExampleFailures() {}

    public static List<VolumeException> all() {
        return Arrays.stream(VolumeException.class.getPermittedSubclasses()).map(ExampleFailures::of).toList();
    }

    private static VolumeException of(Class<?> kind) {
        try {
            Constructor<?> constructor = kind.getConstructors()[0];
            Object[] arguments = Arrays.stream(constructor.getParameterTypes())
                    .map(type -> type.equals(String.class) ? "text" : null).toArray();
            return (VolumeException) constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
