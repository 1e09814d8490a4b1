package rexray.search;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import rexray.volume.VolumeException;
import rexray.volume.VolumeName;

/** The end of a story: nothing goes wrong any more, all containers stop, all volumes go, and nothing may be left. */
final class Epilogue {
    /** Over-counting is safe: a Mount whose answer was lost in a crash may have been counted. */
    private static final int UNMOUNTS = 4;
    private static final int ROUNDS = 3;
    private final World world;
    private final Play play;

    Epilogue(World world, Play play) {
        this.world = world;
        this.play = play;
    }

    void play() {
        world.referee().lateChangesArrive();
        world.machines().forEach(machine -> machine.sdc().connect());
        world.stepBegins();
        forEachMachine(machine -> List.copyOf(world.machine(machine).containers().keySet())
                .forEach(container -> ask(Request.UNMOUNT, machine, 0, container)));
        world.passTime(Duration.ofMinutes(11));
        forEachMachine(this::unmountAll);
        for (int i = 0; i < ROUNDS; i++) {
            forEachMachine(machine -> {
                ask(Request.BECOME_READY, machine, 0, 0);
                ask(Request.TIDY, machine, 0, 0);
                ask(Request.WATCH, machine, 0, 0);
            });
            world.passTime(Duration.ofMinutes(11));
        }
        if (world.judge().verdict().isEmpty()) {
            requireNothingMounted();
            removeAll();
            requireNothingLeft();
        }
    }

    private void unmountAll(int machine) {
        for (int volume = 0; volume < Script.VOLUMES; volume++) {
            VolumeName name = World.name(volume);
            for (int container = 0; container < Script.CONTAINERS; container++) {
                int unmounts = Math.min(UNMOUNTS, world.machine(machine).unmountsOwed(name, container));
                for (int i = 0; i < unmounts; i++) {
                    ask(Request.UNMOUNT, machine, volume, container);
                }
            }
            world.machine(machine).countsNoUseOf(name);
        }
    }

    private void requireNothingMounted() {
        for (Machine machine : world.machines()) {
            require(machine.kernel().isIdle(), machine + " still has something mounted");
        }
        Facts facts = Facts.of(world.array());
        for (Machine machine : world.machines()) {
            facts.ids().forEach((name, id) -> require(
                    !facts.holders(new VolumeName(name)).contains(machine.sdc().id())
                            || world.referee().isNoDaemons(id, machine),
                    name + " stays mapped to " + machine + ", which has stopped to use it"));
        }
    }

    private void removeAll() {
        Facts facts = Facts.of(world.array());
        facts.ids().values().forEach(id -> world.machines().forEach(machine -> world.referee().cutByHand(id, machine)));
        IntStream.range(0, Script.VOLUMES).forEach(volume -> ask(Request.REMOVE, 0, volume, 0));
        // Other machines may have notes of volumes that are gone by now.
        forEachMachine(machine -> {
            world.kill(machine);
            ask(Request.BECOME_READY, machine, 0, 0);
            ask(Request.TIDY, machine, 0, 0);
        });
    }

    private void requireNothingLeft() {
        require(world.array().volumes().isEmpty(), "the array still has " + world.array().volumes());
        for (Machine machine : world.machines()) {
            require(machine.notesLeft().isEmpty(), machine + " still has the notes " + machine.notesLeft());
        }
    }

    private void forEachMachine(java.util.function.IntConsumer action) {
        IntStream.range(0, world.machines().size()).forEach(action);
    }

    private void ask(Request request, int machine, int volume, int container) {
        if (world.judge().verdict().isEmpty()) {
            world.stepBegins();
            Answer answer = play.askWell(request, machine, volume, container);
            if (answer instanceof Answer.Failed(VolumeException.TimedOut _)) {
                // True, or it would have been objected to: this machine is overloaded.
                answer = play.askWell(request, machine, volume, container);
            }
            Optional.of(answer).filter(Answer.Failed.class::isInstance).ifPresent(failed -> require(false,
                    request + " on node" + machine + " of v" + volume + " fails though nothing stands in its way: "
                            + failed));
        }
    }

    private void require(boolean holds, String otherwise) {
        world.judge().require(holds, Rule.REPEATABLE, "at the end " + otherwise);
    }
}
