package rexray.support;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rexray.config.Configuration;
import rexray.scaleio.Login;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Takes secrets out of a text. Nothing of ours shows any; this is for what others wrote: a unit with a password among its
 * variables, the words of another program in a log.
 */
public final class Redaction {
    private static final String STARS = "****";
    /** What is given as the value of something with such a name; a password's file or command is none. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)([a-z0-9_.-]*(?:password|passwd|secret|token)(?!_?file|_?command)[a-z0-9_]*[\"']?\\s*[:=]\\s*)(\"[^\"]*\"|'[^']*'|[^\\s,;}]+)");
    private static final Pattern HEADER = Pattern.compile("(?i)(authorization[\"']?\\s*[:=]\\s*)[^\\r\\n]*");
    private static final Pattern IN_A_URL = Pattern.compile("(://)[^/\\s:@]+:[^/\\s@]+@");
    private final List<Pattern> known = new ArrayList<>();

    /** Knows no secret itself, only what they look like. */
    public Redaction() {}

    /** Knows the passwords of the configured logins as well, as they are and as HTTP sends them. */
    public Redaction(Configuration config) {
        config.services().forEach(service -> learn(service.scaleio().login()));
    }

    Redaction(Login login) {
        learn(login);
    }

    private void learn(Login login) {
        String password = login.password().reveal();
        if (!password.isEmpty()) {
            known.add(whole(password));
            for (String pair : List.of(login.userName() + ":" + password, ":" + password, password)) {
                known.add(whole(Base64.getEncoder().withoutPadding().encodeToString(pair.getBytes(UTF_8))));
            }
        }
    }

    /** As a word of its own only, lest a password such as "a" take all letters away; a longer one wherever it stands. */
    private static Pattern whole(String secret) {
        String quoted = Pattern.quote(secret);
        return Pattern.compile(secret.length() < 6 ? "(?<![A-Za-z0-9])" + quoted + "(?![A-Za-z0-9])" : quoted);
    }

    String apply(String text) {
        String clean = text;
        for (Pattern secret : known) {
            clean = secret.matcher(clean).replaceAll(Matcher.quoteReplacement(STARS));
        }
        clean = HEADER.matcher(clean).replaceAll("$1" + STARS);
        clean = IN_A_URL.matcher(clean).replaceAll("$1" + STARS + "@");
        return NAMED.matcher(clean).replaceAll("$1" + STARS);
    }
}
