package rexray.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rexray.scaleio.Login;
import rexray.scaleio.Secret;
import rexray.volume.FileSystemType;
import rexray.volume.Size;
import rexray.volume.Switch;
import rexray.volume.Volume.Provisioning;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeOptions.Preempt;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The kinds of values that the keys have; each method is a {@link Values.Parser}. */
final class Parsers {
    private static final Pattern PLACEHOLDER = Pattern.compile("<[^<>]*>");
    /** An IPv6 address in brackets or anything without a colon; then a port. */
    private static final Pattern ADDRESS = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([^:\\[\\]]+)):([0-9]{1,5})");
    /** A Unix socket's path has room for 107 bytes and a NUL: unix(7). */
    private static final int LONGEST_SOCKET_PATH = 107;

    private Parsers() {}

    /** The words that YAML 1.1 and the original take for a truth value. */
    static boolean flag(String what, String text) {
        return Switch.parse(what, text) == Switch.ON;
    }

    static Preempt preempt(String what, String text) {
        if (text.equalsIgnoreCase("if-dead")) {
            return Preempt.IF_DEAD;
        }
        try {
            return flag(what, text) ? Preempt.ALWAYS : Preempt.NEVER;
        } catch (RefusedInput e) {
            throw refused(what, text, "is not true, false or if-dead", "write one of them");
        }
    }

    /** A time with its unit, as the original wrote them. */
    static Duration grace(String what, String text) {
        String remedy = "write up to " + Preempt.LONGEST_GRACE.toSeconds() + " seconds as 30s or 1m";
        if (!text.matches("\\d{1,3}[sm]")) {
            throw refused(what, text, "is not a time", remedy);
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        Duration grace = text.endsWith("m") ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
        if (grace.compareTo(Preempt.LONGEST_GRACE) > 0) {
            throw refused(what, text, "is longer than a Mount can wait before Docker gives up on it", remedy);
        }
        return grace;
    }

    static String text(String what, String text) {
        if (PLACEHOLDER.matcher(text).matches()) {
            throw refused(what, text, "is still a placeholder", "replace it with the real value");
        }
        return text;
    }

    /** Like the white paper's {@code <password>}, a placeholder names what goes there; real passwords may have brackets. */
    static Secret secret(String what, String text) {
        if (text.matches("(?i)<[a-z _-]*password>")) {
            throw new RefusedInput(what + " is still a placeholder", "replace it with the real password");
        }
        return new Secret(text);
    }

    static String id(String what, String text) {
        String id = text(what, text);
        if (!id.matches("[0-9a-fA-F]{1,16}")) {
            throw refused(what, text, "is not an id, which has up to 16 hexadecimal digits",
                    "for a name use " + what.replaceAll("ID$", "Name"));
        }
        return id.toLowerCase(Locale.ROOT);
    }

    static String guid(String what, String text) {
        if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            throw refused(what, text, "is not a UUID", "remove it, so that drv_cfg --query_guid is asked");
        }
        return text;
    }

    static String version(String what, String text) {
        if (!text.matches("[0-9]+(\\.[0-9]+)+")) {
            throw refused(what, text, "is not a version", "write one such as 2.0, or remove it to ask the gateway");
        }
        return text;
    }

    static Login.Scheme scheme(String what, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "auto" -> Login.Scheme.AUTO;
            case "basic" -> Login.Scheme.BASIC;
            case "bearer" -> Login.Scheme.BEARER;
            default -> throw refused(what, text, "is not a way to log in", "use auto, basic or bearer");
        };
    }

    static FileSystemType fileSystem(String what, String text) {
        return FileSystemType.named(text)
                .orElseThrow(() -> refused(what, text, "is not a supported file system", "use ext4 or xfs"));
    }

    static Provisioning provisioning(String what, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "thinprovisioned" -> Provisioning.THIN;
            case "thickprovisioned" -> Provisioning.THICK;
            default -> throw refused(what, text, "is not a kind of provisioning",
                    "use ThinProvisioned or ThickProvisioned");
        };
    }

    /** A whole number with its unit. */
    static Duration duration(String what, String text) {
        if (!text.matches("[1-9][0-9]{0,4}(s|m|h)")) {
            throw refused(what, text, "is not a duration", "write a whole number and s, m or h, such as 10m");
        }
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    }

    /** Room for some days of events, and no disk full of them. */
    static Size eventSize(String what, String text) {
        Size size = Size.parse(what, text);
        if (size.bytes() < 1 << 20 || size.bytes() > 1 << 30) {
            throw refused(what, text, "is too small or too large", "give a size from 1MB to 1GB");
        }
        return size;
    }

    /** An address of this host and a port. No name is looked up: it might mean another address tomorrow. */
    static InetSocketAddress address(String what, String text) {
        Matcher matcher = ADDRESS.matcher(text);
        int port = matcher.matches() ? Integer.parseInt(matcher.group(3)) : 0;
        if (port < 1 || port > 65_535) {
            throw refused(what, text, "is not an address and a port",
                    "write it as 127.0.0.1:9779 or [::1]:9779; 0.0.0.0 is every address of this host");
        }
        try {
            String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            return new InetSocketAddress(InetAddress.ofLiteral(host), port);
        } catch (IllegalArgumentException e) {
            throw refused(what, text, "has no IP address", "write it as 127.0.0.1:9779 or [::1]:9779");
        }
    }

    static Path path(String what, String text) {
        if (!text.startsWith("/") || text.indexOf('\0') >= 0) {
            throw refused(what, text, "is not an absolute path", "write it from the root, such as /etc/rexray/ca.pem");
        }
        return Path.of(text).normalize();
    }

    static Path readableFile(String what, String text) {
        Path file = path(what, text);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            String why = Files.exists(file) ? "cannot be read as a file" : "does not exist";
            throw refused(what, text, why, "correct the path or the file's permissions");
        }
        return file;
    }

    /** A directory of a volume, relative to the volume's root; empty for the root itself. */
    static String pathInVolume(String what, String text) {
        if (List.of(text.split("/")).contains("..")) {
            throw refused(what, text, "may lead out of the volume", "leave out the '..'");
        }
        return Path.of("/").relativize(path(what, text)).toString();
    }

    static Path socket(String what, String text) {
        String scheme = "unix://";
        if (!text.startsWith(scheme + "/")) {
            throw refused(what, text, "is not a Unix socket",
                    "write it as unix:///run/docker/plugins/rexray.sock; TCP is not supported");
        }
        Path socket = path(what, text.substring(scheme.length()));
        if (socket.toString().getBytes(UTF_8).length > LONGEST_SOCKET_PATH) {
            throw refused(what, text, "is too long for a Unix socket",
                    "use at most " + LONGEST_SOCKET_PATH + " characters");
        }
        return socket;
    }

    /** The gateway's address. Never shown in a message once it may hold a password. */
    static URI endpoint(String what, String text) {
        if (text.contains("@")) {
            throw new RefusedInput(what + " contains a user name or password",
                    "put them into " + Key.USER_NAME + " and " + Key.PASSWORD);
        }
        String remedy = "write it as https://gateway.example.com/api";
        URI uri;
        try {
            uri = new URI(text(what, text));
        } catch (URISyntaxException e) {
            throw refused(what, text, "is not a URL: " + e.getReason(), remedy);
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw refused(what, text, "is not an http or https URL", remedy);
        }
        if (uri.getHost() == null) {
            throw refused(what, text, "has no valid host name",
                    "use the gateway's name or address, such as https://gateway.example.com/api");
        }
        if (uri.getQuery() != null || uri.getFragment() != null
                || !String.valueOf(uri.getPath()).matches("/?|/api/?")) {
            throw refused(what, text, "has a path or query that no gateway has", remedy);
        }
        return uri;
    }

    private static RefusedInput refused(String what, String text, String why, String remedy) {
        return new RefusedInput(what + " '" + text + "' " + why, remedy);
    }
}
