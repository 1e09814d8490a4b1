package rexray.volume;

import java.util.ArrayList;
import java.util.List;

/** A container engine that says what it is told to. */
public final class FakeEngine implements ContainerEngine {
    private final List<VolumeName> asked = new ArrayList<>();
    private volatile Word word = Word.UNUSED;

    public void says(Word newWord) {
        word = newWord;
    }

    /** What it was asked about, in order. */
    synchronized List<VolumeName> asked() {
        return List.copyOf(asked);
    }

    @Override
    public synchronized Word of(VolumeName name) {
        asked.add(name);
        return word;
    }
}
