package rexray;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;
import rexray.cli.Backend;
import rexray.cli.RexrayCommand;
import rexray.config.ServiceConfig;
import rexray.linux.LinuxHost;
import rexray.volume.ControlPlane;
import rexray.volume.Host;
import rexray.volume.Node;

/**
 * The {@link TestProgram}, which can be told to die at any {@linkplain CrashPoints point}: before and after each call of
 * a port and each change of a note, and after each command and each request to the gateway, which the log tells of.
 */
public final class CrashProgram {
    private static final Duration PATIENCE = Duration.ofSeconds(100);

    private CrashProgram() {}

    public static void main(String[] args) {
        Path home = Path.of(System.getProperty(TestProgram.HOME, ""));
        CrashPoints points = new CrashPoints(home);
        WatchedFiles files = new WatchedFiles(points::pass);
        Backend backend = new TestProgram.InDirectory(files.watched(home), PATIENCE,
                new Service((config, claim) -> ports(config, claim, home, points)));
        if (LoggerFactory.getLogger("rexray") instanceof Logger log) {
            LogPoints told = new LogPoints(points);
            told.start();
            log.addAppender(told);
        }
        System.exit(new RexrayCommand(backend, TestProgram.places(home)).run(System.out, System.err, args));
    }

    private static Ports ports(ServiceConfig config, Consumer<String> claim, Path home, CrashPoints points) {
        Ports real = Ports.of(config, claim, home.resolve("dev/disk/by-id"), LinuxHost.sharingItsKernel());
        return new Ports(real.session(), points.around(ControlPlane.class, real.array()),
                points.around(Node.class, real.node()), points.around(Host.class, real.host()));
    }

    /** The log tells of a command or a request when it has ended, in the thread that waited for it. */
    private static final class LogPoints extends AppenderBase<ILoggingEvent> {
        private static final Pattern COMMAND = Pattern.compile("^`(\\S+) .*` ended in ");
        private static final Pattern REQUEST = Pattern.compile("^(GET|POST) (\\S+) -> ");
        private final CrashPoints points;

        LogPoints(CrashPoints points) {
            this.points = points;
        }

        @Override
        protected void append(ILoggingEvent event) {
            String message = event.getFormattedMessage();
            first(COMMAND, 1, message).or(() -> first(REQUEST, 2, message))
                    .ifPresent(what -> points.pass("after " + what.replaceAll("::[0-9a-f]+", "")));
        }

        private static Optional<String> first(Pattern pattern, int group, String message) {
            Matcher matcher = pattern.matcher(message);
            return matcher.find() ? Optional.of(matcher.group(group)) : Optional.empty();
        }
    }
}
