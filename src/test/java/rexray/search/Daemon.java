package rexray.search;

import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import rexray.volume.ContainerEngine;
import rexray.volume.ControlPlane;
import rexray.volume.Host;
import rexray.volume.Journal;
import rexray.volume.Node;
import rexray.volume.VolumeException;
import rexray.volume.VolumeService;

/** A daemon from its start to its death: the product's service, over the product's driver, behind a {@link Passage}. */
final class Daemon {
    private final Passage passage;
    private final VolumeService service;

    Daemon(Machine machine, Passage passage, ControlPlane driver, InstantSource clock, Supplier<UUID> uuids) {
        this.passage = passage;
        ContainerEngine engine = name -> machine.containers().values().stream()
                .anyMatch(container -> container.volume().equals(name))
                        ? ContainerEngine.Word.USED
                        : ContainerEngine.Word.UNUSED;
        this.service = new VolumeService(passage.through(ControlPlane.class, driver),
                passage.through(Node.class, machine.sdc()), passage.through(Host.class, machine.kernel()), engine,
                machine.options(), machine.bootId(), clock, uuids, new Journal(event -> {}, clock));
    }

    Passage passage() {
        return passage;
    }

    /** Asks it something. */
    Answer ask(Function<VolumeService, Answer> request) {
        if (passage.isDead()) {
            return new Answer.None();
        }
        passage.enter();
        try {
            Answer answer = request.apply(service);
            return passage.isDead() ? new Answer.None() : answer;
        } catch (VolumeException e) {
            return passage.isDead() ? new Answer.None() : new Answer.Failed(e);
        } catch (Killed e) {
            return new Answer.None();
        } finally {
            passage.leave();
            // Who was interrupted was so by the death of the daemon, which is over.
            Thread.interrupted();
        }
    }
}
