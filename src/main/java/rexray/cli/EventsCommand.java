package rexray.cli;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rexray.events.EventLine;
import rexray.events.EventTail;
import rexray.volume.Reason;
import rexray.volume.VolumeException.HostFailure;

/** {@code rexray events}. */
@Command(name = "events", footer = {"rexray events db --since 2h",
        "rexray events --follow"}, description = "Shows what happened to volumes on this host, oldest first.")
final class EventsCommand extends SessionCommand implements OfOneService {
    @Parameters(arity = "0..1", paramLabel = "VOLUME", description = "Only events of this volume.")
    private @Nullable String volume;

    @Option(names = {"-f", "--follow"}, description = "Keeps printing new events until it is interrupted.")
    private boolean follow;

    @Option(names = "--since", paramLabel = "TIME", converter = PointInTime.class, description = "Only events since then: an age such as 10m, 2h or 3d, or a date such as 2026-03-02T09:14.")
    private @Nullable Instant since;

    @Option(names = "--json", description = "Prints them as stored: one JSON object per line.")
    private boolean json;

    EventsCommand(Session session) {
        super(session);
    }

    @Override
    public Integer call() {
        Path file = session().loadConfig().events().file();
        EventTail tail = new EventTail(file);
        if (follow) {
            follow(tail, Objects.requireNonNull(file.toAbsolutePath().getParent()));
        } else {
            show(tail);
        }
        return ExitCode.OK;
    }

    /** Until nobody reads what it prints, or the thread is interrupted. */
    private void follow(EventTail tail, Path directory) {
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            Files.createDirectories(directory);
            directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            show(tail);
            while (!out().checkError()) {
                WatchKey key = watch.poll(1, TimeUnit.SECONDS);
                if (key != null) {
                    key.pollEvents();
                    key.reset();
                    show(tail);
                }
            }
        } catch (IOException e) {
            throw new HostFailure(directory + " cannot be watched: " + Reason.of(e), "run as root", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show(EventTail tail) {
        tail.next().stream().map(EventLine::parse).flatMap(Optional::stream).filter(this::isWanted)
                .forEach(line -> out().println(json ? line.json() : line.toString(ZoneId.systemDefault())));
    }

    private boolean isWanted(EventLine line) {
        return session().namedService().filter(name -> !name.equalsIgnoreCase(line.service())).isEmpty()
                && (volume == null || line.volume().equals(volume)) && (since == null || !line.time().isBefore(since));
    }
}
