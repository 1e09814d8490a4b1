package rexray;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import rexray.docker.PluginClient.Answer;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DSYNC;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What Docker asks of a host in which a daemon may die: what comes before, the request itself, and what must hold after. */
enum Story {
    CREATE_VOLUME {
        @Override
        void prepare(TestHost host, TestHost other, String volume) {}

        @Override
        Answer act(TestHost host, String volume) throws IOException {
            return host.create(volume, SIZE);
        }

        @Override
        void end(TestHost host, TestHost other, String volume) {}
    },
    CREATE_VOLUME_THAT_REMEMBERS {
        @Override
        void prepare(TestHost host, TestHost other, String volume) {}

        @Override
        Answer act(TestHost host, String volume) throws IOException {
            return host.create(volume, SIZE + ",\"mountOptions\":\"noatime\",\"owner\":\"999:998\"");
        }

        @Override
        void end(TestHost host, TestHost other, String volume) throws IOException {
            Path data = other.mounted(volume, FIRST);
            assertEquals(999, Files.getAttribute(data, "unix:uid"));
            assertTrue(Files.readString(Path.of("/proc/self/mountinfo")).lines()
                    .anyMatch(line -> line.contains(" " + data.getParent() + " ") && line.contains("noatime")));
            succeed(other.unmount(volume, FIRST));
        }
    },
    MOUNT_BLANK_VOLUME {
        @Override
        void prepare(TestHost host, TestHost other, String volume) throws IOException {
            host.create(volume, SIZE);
        }

        @Override
        Answer act(TestHost host, String volume) throws IOException {
            return host.mount(volume, FIRST);
        }

        @Override
        void end(TestHost host, TestHost other, String volume) throws IOException {
            write(data(host, volume));
            host.unmount(volume, FIRST);
        }
    },
    MOUNT_VOLUME_WITH_DATA {
        @Override
        void prepare(TestHost host, TestHost other, String volume) throws IOException {
            host.create(volume, SIZE);
            write(other.mounted(volume, FIRST));
            succeed(other.unmount(volume, FIRST));
        }

        @Override
        Answer act(TestHost host, String volume) throws IOException {
            return host.mount(volume, FIRST);
        }

        @Override
        void end(TestHost host, TestHost other, String volume) throws IOException {
            requireWritten(data(host, volume));
            host.unmount(volume, FIRST);
        }
    },
    TAKE_VOLUME_OVER {
        @Override
        void prepare(TestHost host, TestHost other, String volume) throws IOException {
            host.create(volume, SIZE);
            write(other.mounted(volume, FIRST));
        }

        @Override
        Answer act(TestHost host, String volume) throws IOException {
            return host.mount(volume, FIRST);
        }

        @Override
        void end(TestHost host, TestHost other, String volume) throws IOException {
            requireWritten(data(host, volume));
            succeed(other.unmount(volume, FIRST));
            requireWritten(data(host, volume));
            host.unmount(volume, FIRST);
        }
    },
    MOUNT_FOR_A_SECOND_CONTAINER {
        @Override
        void prepare(TestHost host, TestHost other, String volume) throws IOException {
            host.create(volume, SIZE);
            write(host.mounted(volume, FIRST));
        }

        @Override
        Answer act(TestHost host, String volume) throws IOException {
            return host.mount(volume, SECOND);
        }

        @Override
        void beginAnew(TestHost host, String volume) throws IOException {
            host.mounted(volume, FIRST);
        }

        @Override
        void end(TestHost host, TestHost other, String volume) throws IOException {
            succeed(host.unmount(volume, FIRST));
            requireWritten(data(host, volume));
            host.unmount(volume, SECOND);
        }
    },
    UNMOUNT_FOR_THE_LAST_CONTAINER {
        @Override
        void prepare(TestHost host, TestHost other, String volume) throws IOException {
            host.create(volume, SIZE);
            write(host.mounted(volume, FIRST));
        }

        @Override
        Answer act(TestHost host, String volume) throws IOException {
            return host.unmount(volume, FIRST);
        }

        @Override
        void end(TestHost host, TestHost other, String volume) throws IOException {
            requireWritten(other.mounted(volume, SECOND));
            succeed(other.unmount(volume, SECOND));
        }
    },
    UNMOUNT_FOR_ONE_OF_TWO_CONTAINERS {
        @Override
        void prepare(TestHost host, TestHost other, String volume) throws IOException {
            host.create(volume, SIZE);
            write(host.mounted(volume, FIRST));
            host.mounted(volume, SECOND);
        }

        @Override
        Answer act(TestHost host, String volume) throws IOException {
            return host.unmount(volume, FIRST);
        }

        @Override
        void beginAnew(TestHost host, String volume) throws IOException {
            host.mounted(volume, SECOND);
        }

        @Override
        void end(TestHost host, TestHost other, String volume) throws IOException {
            requireWritten(data(host, volume));
            succeed(host.unmount(volume, SECOND));
        }
    },
    REMOVE_VOLUME {
        @Override
        void prepare(TestHost host, TestHost other, String volume) throws IOException {
            host.create(volume, SIZE);
        }

        @Override
        Answer act(TestHost host, String volume) throws IOException {
            return host.remove(volume);
        }

        @Override
        void end(TestHost host, TestHost other, String volume) {}
    };

    private static final String SIZE = "\"size\":\"8\"";
    static final String FIRST = "container1";
    static final String SECOND = "container2";

    /** @param other a host that nothing happens to */
    abstract void prepare(TestHost host, TestHost other, String volume) throws IOException;

    /** The request; it can be repeated. */
    abstract Answer act(TestHost host, String volume) throws IOException;

    /** Uses what came of it to the end: afterwards nobody has the volume mounted. Removing it is not part of it. */
    abstract void end(TestHost host, TestHost other, String volume) throws IOException;

    /** After a reboot, the containers that had the volume are started again, apart from the one that was to stop. */
    void beginAnew(TestHost host, String volume) throws IOException {}

    private static Path data(TestHost host, String volume) {
        return host.home().resolve("volumes").resolve(volume).resolve("data");
    }

    private static void write(Path data) throws IOException {
        Files.writeString(data.resolve("file"), "acknowledged", CREATE, WRITE, DSYNC);
    }

    private static void requireWritten(Path data) throws IOException {
        assertEquals("acknowledged", Files.readString(data.resolve("file")));
        assertFalse(Files.exists(data.resolve("lost+found")));
    }

    private static void succeed(Answer answer) {
        assertEquals(200, answer.status(), answer::body);
    }
}
