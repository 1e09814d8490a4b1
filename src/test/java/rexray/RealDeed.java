package rexray;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What happens in a {@link RealStory}: what people and Docker do, and what goes wrong. */
enum RealDeed {
    START_A_CONTAINER(8) {
        @Override
        void happen(RealStory story, TestHost host) throws Exception {
            story.startContainer(host, story.anyVolume());
        }
    },
    STOP_A_CONTAINER(4) {
        @Override
        void happen(RealStory story, TestHost host) throws Exception {
            mend(story);
            story.stopContainer(host);
        }
    },
    KILL_THE_DAEMON(2) {
        @Override
        void happen(RealStory story, TestHost host) throws Exception {
            host.kill();
            host.start();
        }
    },
    RESTART_THE_DAEMON(1) {
        @Override
        void happen(RealStory story, TestHost host) throws Exception {
            host.stop();
            host.start();
        }
    },
    CUT_THE_POWER(1) {
        @Override
        void happen(RealStory story, TestHost host) throws Exception {
            mend(story);
            story.cutPower(host);
        }
    },
    KILL_THE_GATEWAY(1) {
        @Override
        void happen(RealStory story, TestHost host) throws Exception {
            story.site().lab().killGateway();
        }
    },
    DISTURB_REQUESTS(4) {
        @Override
        void happen(RealStory story, TestHost host) {
            String fault = any(REQUEST_FAULTS, story.random());
            story.note(fault);
            String[] parts = fault.split(" ", 2);
            story.site().lab().fault(parts[0], parts.length > 1 ? parts[1] : "", "", 1 + story.random().nextInt(4));
        }
    },
    DISTURB_THE_SDC(2) {
        @Override
        void happen(RealStory story, TestHost host) {
            String fault = any(SDC_FAULTS, story.random());
            story.note(fault);
            story.site().lab().faultOf(story.site().sdc(host), fault, "");
        }
    },
    MEND_EVERYTHING(2) {
        @Override
        void happen(RealStory story, TestHost host) {
            mend(story);
        }
    },
    ENLARGE_A_VOLUME(1) {
        @Override
        void happen(RealStory story, TestHost host) throws Exception {
            TestHost.Printed printed = host.rexray("volume resize " + story.anyVolume() + " 16");
            story.note(printed.status() + " " + printed.text().lines().collect(Collectors.joining(" / ")));
        }
    };

    private static final List<String> REQUEST_FAULTS = List.of("latency 300ms", "unauthorized", "server-error 503",
            "front-end-error 502", "busy", "request-lost", "reply-lost", "late-work 200ms", "gateway-restart");
    private static final List<String> SDC_FAULTS = List.of("sdc-disconnected", "sdc-failing", "sdc-hanging");
    private static final List<RealDeed> BY_WEIGHT = Stream.of(values())
            .flatMap(deed -> IntStream.range(0, deed.weight).mapToObj(_ -> deed)).toList();
    private final int weight;

    RealDeed(int weight) {
        this.weight = weight;
    }

    static RealDeed next(Random random) {
        return any(BY_WEIGHT, random);
    }

    abstract void happen(RealStory story, TestHost host) throws Exception;

    /** A process that hangs in the kernel does not end before its device goes on. */
    private static void mend(RealStory story) {
        story.site().lab().clearFaults();
    }

    private static <T> T any(List<T> choice, Random random) {
        return choice.get(random.nextInt(choice.size()));
    }
}
