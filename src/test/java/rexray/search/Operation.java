package rexray.search;

import java.util.List;
import rexray.volume.Caller;
import rexray.volume.Deadline;
import rexray.volume.NewVolume;
import rexray.volume.Size;
import rexray.volume.SnapshotName;
import rexray.volume.VolumeName;
import rexray.volume.VolumeService;

/** Everything that can be asked of a service, with what must be there before and may be there afterwards. */
enum Operation {
    CREATE {
        @Override
        void prepare(VolumeService here, VolumeService there) {}

        @Override
        void ask(VolumeService here) {
            here.create(DB, NewVolume.CONFIGURED);
        }
    },
    CREATE_WHAT_IS_THERE {
        @Override
        void ask(VolumeService here) {
            here.create(DB, NewVolume.CONFIGURED);
        }
    },
    CREATE_A_COPY {
        @Override
        void ask(VolumeService here) {
            here.create(COPY, NewVolume.copyOf(DB));
        }
    },
    MOUNT {
        @Override
        void ask(VolumeService here) {
            here.mount(DB, ONE);
        }
    },
    MOUNT_AGAIN {
        @Override
        void prepare(VolumeService here, VolumeService there) {
            super.prepare(here, there);
            here.mount(DB, OTHER);
        }

        @Override
        void ask(VolumeService here) {
            here.mount(DB, ONE);
        }
    },
    MOUNT_WHAT_ANOTHER_HOST_HOLDS {
        @Override
        void prepare(VolumeService here, VolumeService there) {
            super.prepare(here, there);
            there.mount(DB, OTHER);
        }

        @Override
        void ask(VolumeService here) {
            here.mount(DB, ONE);
        }
    },
    UNMOUNT {
        @Override
        void prepare(VolumeService here, VolumeService there) {
            super.prepare(here, there);
            here.mount(DB, ONE);
        }

        @Override
        void ask(VolumeService here) {
            here.unmount(DB, ONE);
        }
    },
    REMOVE {
        @Override
        void ask(VolumeService here) {
            here.remove(DB);
        }
    },
    GET {
        @Override
        void ask(VolumeService here) {
            if (here.get(DB).isEmpty()) {
                throw new IllegalStateException("the volume is not found");
            }
        }
    },
    LIST {
        @Override
        void ask(VolumeService here) {
            if (here.list().isEmpty()) {
                throw new IllegalStateException("no volume is listed");
            }
        }
    },
    PATH {
        @Override
        void ask(VolumeService here) {
            here.path(DB);
        }
    },
    RESIZE {
        @Override
        void ask(VolumeService here) {
            here.resize(DB, Size.ofGb(24));
        }
    },
    TAKE_OVER {
        @Override
        void prepare(VolumeService here, VolumeService there) {
            super.prepare(here, there);
            there.mount(DB, OTHER);
        }

        @Override
        void ask(VolumeService here) {
            here.byHand().takeOver(DB);
        }
    },
    TAKE_A_SNAPSHOT {
        @Override
        void ask(VolumeService here) {
            here.snapshots().create(List.of(DB), "before");
        }
    },
    LIST_SNAPSHOTS {
        @Override
        void ask(VolumeService here) {
            here.snapshots().list(DB);
        }
    },
    REMOVE_A_SNAPSHOT {
        @Override
        void prepare(VolumeService here, VolumeService there) {
            super.prepare(here, there);
            here.snapshots().create(List.of(DB), "before");
        }

        @Override
        void ask(VolumeService here) {
            here.snapshots().remove(new SnapshotName(DB, "before"));
        }
    },
    RESTORE_A_SNAPSHOT {
        @Override
        void prepare(VolumeService here, VolumeService there) {
            super.prepare(here, there);
            here.snapshots().create(List.of(DB), "before");
        }

        @Override
        void ask(VolumeService here) {
            here.snapshots().restore(new SnapshotName(DB, "before"));
        }
    },
    TIDY {
        @Override
        void ask(VolumeService here) {
            here.tidy();
        }
    },
    WATCH {
        @Override
        void prepare(VolumeService here, VolumeService there) {
            super.prepare(here, there);
            here.mount(DB, ONE);
        }

        @Override
        void ask(VolumeService here) {
            here.watchMounts();
        }
    },
    BECOME_READY {
        @Override
        void ask(VolumeService here) {
            here.requireReady(Deadline.after(Machine.PATIENCE));
        }
    };

    private static final int MOST_USES = 3;
    private static final VolumeName DB = new VolumeName("db");
    private static final VolumeName COPY = new VolumeName("copy");
    private static final Caller ONE = new Caller("1".repeat(64));
    private static final Caller OTHER = new Caller("2".repeat(64));

    /** Done while nothing goes wrong. */
    void prepare(VolumeService here, VolumeService there) {
        here.create(DB, NewVolume.CONFIGURED);
    }

    abstract void ask(VolumeService here);

    /** Ends all that this may have begun, so that nothing may be left. */
    static void cleanUp(VolumeService here, VolumeService there) {
        for (VolumeService service : List.of(here, there)) {
            for (int i = 0; i < MOST_USES; i++) {
                List.of(ONE, OTHER).forEach(caller -> service.unmount(DB, caller));
            }
            service.watchMounts();
            service.tidy();
        }
        here.snapshots().remove(new SnapshotName(DB, "before"));
        here.remove(COPY);
        here.remove(DB);
        there.tidy();
    }
}
