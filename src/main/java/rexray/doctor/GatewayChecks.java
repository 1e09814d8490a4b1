package rexray.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import rexray.scaleio.ShownCertificate;
import rexray.volume.Reason;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The checks of one gateway as a web server, before anything is told to it. */
final class GatewayChecks {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int MOST_HEADERS = 100;
    private final URI endpoint;
    private final String host;
    private final int port;
    private final InstantSource clock;

    GatewayChecks(URI endpoint, InstantSource clock) {
        this.endpoint = endpoint;
        this.host = endpoint.getHost();
        this.port = endpoint.getPort() > 0 ? endpoint.getPort() : isTls() ? 443 : 80;
        this.clock = clock;
    }

    private boolean isTls() {
        return "https".equalsIgnoreCase(endpoint.getScheme());
    }

    /** Connects, looks at the certificate without judging who vouches for it, and asks for the time. */
    List<Finding> examine() {
        String where = host + ":" + port;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), Math.toIntExact(CONNECT.toMillis()));
            socket.setSoTimeout(Math.toIntExact(CONNECT.toMillis()));
            Finding reached = Finding.ok(Check.GATEWAY, where + " accepts connections");
            if (isTls()) {
                return throughTls(reached, socket);
            }
            return List.of(reached, Finding.ok(Check.CERTIFICATE, "none, because scaleio.endpoint has no https"),
                    clock(socket));
        } catch (IOException e) {
            return List.of(
                    Finding.wrong(Check.GATEWAY, where + " cannot be reached: " + Reason.of(e),
                            "check scaleio.endpoint, the gateway, and the network in between"),
                    Finding.skipped(Check.CERTIFICATE, Check.GATEWAY), Finding.skipped(Check.CLOCK, Check.GATEWAY));
        }
    }

    private List<Finding> throughTls(Finding reached, Socket connected) {
        try (SSLSocket socket = ShownCertificate.look(connected, host, port)) {
            return List.of(reached, certificate(ShownCertificate.of(socket).until()), clock(socket));
        } catch (IOException e) {
            return List.of(reached,
                    Finding.wrong(Check.CERTIFICATE, "TLS failed: " + Reason.of(e),
                            "check that scaleio.endpoint serves https"),
                    Finding.skipped(Check.CLOCK, Check.CERTIFICATE));
        }
    }

    private Finding certificate(Instant end) {
        String seen = "it is valid until " + end;
        return end.isAfter(clock.instant().plus(SOON))
                ? Finding.ok(Check.CERTIFICATE, seen)
                : Finding.wrong(Check.CERTIFICATE, seen, "renew the gateway's certificate");
    }

    /** Any web server tells its time with any answer. */
    private Finding clock(Socket socket) {
        try {
            socket.getOutputStream().write(("HEAD / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(US_ASCII));
            BufferedReader answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            return answer.lines().limit(MOST_HEADERS).takeWhile(line -> !line.isEmpty())
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("date:")).findFirst()
                    .flatMap(line -> parse(line.substring("date:".length()).strip())).map(this::compare)
                    .orElseGet(() -> Finding.unknown(Check.CLOCK, "the gateway does not send its time"));
        } catch (IOException | UncheckedIOException e) {
            return Finding.unknown(Check.CLOCK, "the gateway does not send its time: " + Reason.of(e));
        }
    }

    private static Optional<Instant> parse(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Finding compare(Instant theirs) {
        Duration ahead = Duration.between(theirs, clock.instant());
        if (ahead.abs().compareTo(SKEW) <= 0) {
            return Finding.ok(Check.CLOCK, "it agrees with the gateway's");
        }
        return Finding.wrong(Check.CLOCK,
                "this host's clock is " + ahead.abs().toSeconds() + " s " + (ahead.isNegative() ? "behind" : "ahead of")
                        + " the gateway's",
                "synchronise both with chrony or another NTP client; `timedatectl` shows the state on this host");
    }
}
