package rexray.cli;

import java.nio.file.Path;
import java.util.List;
import rexray.systemd.Supervisor;

/** Whoever is told how the daemon is: the commands, by its status file, and the systemd that started it. */
record Announcements(RunningService files, Supervisor systemd) implements Backend.Readiness, AutoCloseable {
    /** Says nothing to systemd, which knows: the first answer to Docker need not wait for the library behind that. */
    void starting() {
        files.starting();
    }

    void serving(Path socket) {
        systemd.serving(socket);
    }

    /** Says on which sockets Docker is served from now on. */
    void serves(List<Path> sockets) {
        files.serves(sockets);
    }

    @Override
    public void ready() {
        files.ready();
        systemd.status("ready");
    }

    @Override
    public void notReady(String reason) {
        files.notReady(reason);
        systemd.status("not ready: " + reason);
    }

    void ending() {
        systemd.close();
    }

    @Override
    public void close() {
        files.close();
    }
}
