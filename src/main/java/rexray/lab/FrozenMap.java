package rexray.lab;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A map that nobody can change, in the order of insertion; one of ten thousand entries is copied only to change it. */
final class FrozenMap<T> extends AbstractMap<String, T> {
    private final Map<String, T> entries;

    private FrozenMap(Map<String, T> entries) {
        this.entries = Collections.unmodifiableMap(entries);
    }

    static <T> Map<String, T> of(Map<String, T> map) {
        return map instanceof FrozenMap<T> frozen ? frozen : new FrozenMap<>(new LinkedHashMap<>(map));
    }

    static <T> Map<String, T> changed(Map<String, T> map, Consumer<Map<String, T>> change) {
        Map<String, T> next = new LinkedHashMap<>(map);
        change.accept(next);
        return new FrozenMap<>(next);
    }

    @Override
    public Set<Entry<String, T>> entrySet() {
        return entries.entrySet();
    }

    @Override
    public @Nullable T get(Object key) {
        return entries.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return entries.containsKey(key);
    }
}
