package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the rows of a table speak of, made in one gateway when a row names it: for each row anew. */
final class RowFixture {
    private static final Pattern NAME = Pattern.compile("\\{([a-zA-Z]+)}");
    private final TestGateway gateway;
    private final String sdc;
    private final String host;
    private final Map<String, String> made = new HashMap<>();

    RowFixture(TestGateway gateway) {
        this.gateway = gateway;
        this.sdc = gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
        this.host = gateway.lab().cluster().newId();
        gateway.lab().cluster().commit(state -> state.with(StoredSdc.nvmeHost(host, "nvme1", "nqn.2014-08:nvme1")));
    }

    /** The text with new things in the place of all names in braces. */
    String fill(String text) throws Exception {
        made.clear();
        return fillOn(text);
    }

    /** Another text with the things of the one before, and {@code {id}} for the first thing that an answer tells of. */
    String fillOn(String text, JsonNode answer) throws Exception {
        made.put("id", answer.path("id").asText(answer.path("volumeIdList").path(0).asText()));
        return fillOn(text);
    }

    private String fillOn(String text) throws Exception {
        Matcher names = NAME.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (names.find()) {
            String name = names.group(1);
            if (!made.containsKey(name)) {
                made.put(name, thing(name));
            }
            names.appendReplacement(filled, Matcher.quoteReplacement(made.get(name)));
        }
        return names.appendTail(filled).toString();
    }

    private String thing(String name) throws Exception {
        State state = gateway.lab().cluster().state();
        return switch (name) {
            case "system" -> state.systemId();
            case "domain" -> state.domainId();
            case "pool" -> state.poolId();
            case "otherPool" -> state.poolNamed(state.domainId(), "ssd").orElseThrow().id();
            case "emptyPool" -> pool("FALSE");
            case "flashPool" -> pool("TRUE");
            case "emptyDomain" -> emptyDomain();
            case "inactiveDomain" -> domainAfter("inactivateProtectionDomain");
            case "cachingDomain" -> domainAfter("enableSdsRfcache");
            case "otherDomain" -> state.domainNamed("pd2").orElseThrow().id();
            case "guid" -> TestGateway.GUID_1;
            case "sdc" -> sdc;
            case "host" -> host;
            case "awaySdc" -> awaySdc();
            case "name" -> gateway.anyName();
            case "password" -> gateway.password();
            case "refreshToken" -> gateway.lab().openSessions().openPair(new User("admin", "",
                    User.Role.ADMINISTRATOR)).refreshToken();
            case "volume" -> gateway.anyVolume();
            case "nameOfAVolume" -> gateway.read(gateway.anyVolume()).get("name").asText();
            case "vtree" -> gateway.read(gateway.anyVolume()).get("vtreeId").asText();
            case "mapped" -> mapped(sdc);
            case "mappedToHost" -> mapped(host);
            case "source", "snapshot", "group" -> {
                takeSnapshot();
                yield Objects.requireNonNull(made.get(name));
            }
            case "inAnHour" -> String.valueOf(gateway.lab().cluster().now() + 3600);
            default -> throw new IllegalArgumentException("no thing is called " + name);
        };
    }

    private String emptyDomain() throws Exception {
        return gateway.client().post("/api/types/ProtectionDomain/instances", "{'name':'" + gateway.anyName() + "'}")
                .json().get("id").asText();
    }

    /** In a release without that action, one like any other. */
    private String domainAfter(String action) throws Exception {
        String domain = emptyDomain();
        gateway.client().post("/api/instances/ProtectionDomain::" + domain + "/action/" + action, "{}");
        return domain;
    }

    private String pool(String useRfcache) throws Exception {
        return gateway.client().post("/api/types/StoragePool/instances", "{'protectionDomainId':'"
                + gateway.lab().cluster().state().domainId() + "','useRfcache':'" + useRfcache + "'}").json().get("id")
                .asText();
    }

    private String awaySdc() {
        String away = gateway.lab().cluster().registerSdc(TestGateway.GUID_2, "10.0.0.22");
        gateway.lab().cluster().disconnectSdc(away);
        return away;
    }

    private String mapped(String to) throws Exception {
        String volume = gateway.anyVolume();
        new MappingRules(gateway.lab().cluster()).map(volume, new MappingTarget.ById(to),
                MappingRules.Sharing.FORBIDDEN);
        return volume;
    }

    private void takeSnapshot() throws Exception {
        String source = gateway.anyVolume();
        JsonNode taken = gateway.client().post("/api/instances/System/action/snapshotVolumes",
                "{'snapshotDefs':[{'volumeId':'" + source + "'}]}").json();
        made.put("source", source);
        made.put("snapshot", taken.get("volumeIdList").get(0).asText());
        made.put("group", taken.get("snapshotGroupId").asText());
    }
}
