package rexray.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import rexray.search.Step.Asked;
import rexray.search.Step.Happens;
import rexray.search.Step.Stuck;
import rexray.search.Step.Together;
import rexray.volume.FileSystemType;
import rexray.volume.VolumeOptions.Preempt;

/**
 * A random story before it is played: how the machines are configured, and the steps.
 *
 * @param preempt one for each machine
 */
record Script(long seed, List<Preempt.Mode> preempt, FileSystemType fileSystem, List<Step> steps) {
    static final int VOLUMES = 3;
    static final int CONTAINERS = 3;
    private static final int SHORTEST = 20;
    private static final int LONGEST = 32;
    /** How often a script has the one meeting that is its own, so that many scripts have all of them. */
    private static final int MEETINGS = 2;
    private static final List<Meeting> MEETINGS_OF_ALL = Meeting.all();

    Script {
        preempt = List.copyOf(preempt);
        steps = List.copyOf(steps);
    }

    /** Always the same for one seed. */
    static Script of(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        List<Preempt.Mode> preempt = new ArrayList<>();
        int machines = 2 + random.nextInt(2);
        for (int i = 0; i < machines; i++) {
            preempt.add(oneOf(random, Preempt.Mode.values()));
        }
        FileSystemType fileSystem = oneOf(random, FileSystemType.values());
        List<Step> steps = new ArrayList<>();
        int length = random.nextInt(SHORTEST, LONGEST + 1);
        // A volume to begin with: without one nothing else can go wrong.
        steps.add(new Asked(Request.CREATE, 0, 0, 0, Optional.empty(), 1));
        while (steps.size() < length) {
            steps.add(step(random, machines));
        }
        for (int i = 0; i < MEETINGS; i++) {
            steps.addAll(random.nextInt(1, steps.size()), meeting(MEETINGS_OF_ALL.get(
                    (int) Long.remainderUnsigned(seed, MEETINGS_OF_ALL.size())), random, machines));
        }
        return new Script(seed, preempt, fileSystem, steps);
    }

    Script with(List<Step> others) {
        return new Script(seed, preempt, fileSystem, others);
    }

    /** Half of the time where the volume is mounted, which most requests need to get anywhere. */
    private static List<Step> meeting(Meeting meeting, RandomGenerator random, int machines) {
        int machine = random.nextInt(machines);
        int container = random.nextInt(CONTAINERS);
        Asked met = new Asked(meeting.request(), machine, 0, container, Optional.of(meeting.trouble()),
                1 + random.nextInt(3));
        return random.nextBoolean()
                ? List.of(met)
                : List.of(new Asked(Request.MOUNT, machine, 0, container, Optional.empty(), 1), met);
    }

    private static Step step(RandomGenerator random, int machines) {
        int kind = random.nextInt(100);
        if (kind < 20) {
            return new Happens(oneOf(random, Event.values()), random.nextInt(machines), volume(random));
        }
        Asked asked = asked(random, machines);
        if (kind < 32) {
            Asked other = asked(random, machines);
            // Mostly about the same volume: those are the ones that meet.
            return new Together(asked, new Asked(other.request(), other.machine(),
                    random.nextInt(4) == 0 ? other.volume() : asked.volume(), other.container(), Optional.empty(), 1),
                    random.nextLong(1000));
        }
        return kind < 36 ? new Stuck(asked, 1 + random.nextInt(8)) : asked;
    }

    private static Asked asked(RandomGenerator random, int machines) {
        Request request = random.nextInt(3) == 0
                ? oneOf(random, Request.values())
                : oneOf(random, Request.MOUNT, Request.MOUNT, Request.UNMOUNT);
        Optional<Trouble> trouble = random.nextInt(2) == 0
                ? Optional.empty()
                : Optional.of(oneOf(random, Trouble.values()));
        return new Asked(request, random.nextInt(machines), volume(random), random.nextInt(CONTAINERS), trouble,
                1 + random.nextInt(random.nextBoolean() ? 2 : 12));
    }

    /** The first one more often than the others, so that stories meet. */
    private static int volume(RandomGenerator random) {
        return random.nextInt(2) == 0 ? 0 : random.nextInt(VOLUMES);
    }

    @SafeVarargs
    private static <T> T oneOf(RandomGenerator random, T... things) {
        return things[random.nextInt(things.length)];
    }
}
