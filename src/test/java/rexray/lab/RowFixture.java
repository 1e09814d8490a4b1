package rexray.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the rows of a table speak of, made in one gateway when a row names it: for each row anew. */
final class RowFixture {
    private static final Pattern NAME = Pattern.compile("\\{([a-zA-Z]+)}");
    private final TestGateway gateway;
    private final String sdc;
    private final String host;
    private String source = "";
    private String snapshot = "";
    private String group = "";

    RowFixture(TestGateway gateway) {
        this.gateway = gateway;
        this.sdc = gateway.lab().cluster().registerSdc(TestGateway.GUID_1, "10.0.0.21");
        this.host = gateway.lab().cluster().newId();
        gateway.lab().cluster().commit(state -> state.with(StoredSdc.nvmeHost(host, "nvme1", "nqn.2014-08:nvme1")));
    }

    /** The text with things in the place of all names in braces. */
    String fill(String text) throws Exception {
        snapshot = "";
        Matcher names = NAME.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (names.find()) {
            names.appendReplacement(filled, Matcher.quoteReplacement(thing(names.group(1))));
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
            case "emptyPool" -> gateway.client().post("/api/types/StoragePool/instances",
                    "{'protectionDomainId':'" + state.domainId() + "'}").json().get("id").asText();
            case "emptyDomain" -> gateway.client().post("/api/types/ProtectionDomain/instances",
                    "{'name':'" + gateway.anyName() + "'}").json().get("id").asText();
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
            case "source" -> {
                takeSnapshot();
                yield source;
            }
            case "snapshot" -> {
                takeSnapshot();
                yield snapshot;
            }
            case "group" -> {
                takeSnapshot();
                yield group;
            }
            default -> throw new IllegalArgumentException("no thing is called " + name);
        };
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
        if (snapshot.isEmpty()) {
            source = gateway.anyVolume();
            JsonNode taken = gateway.client().post("/api/instances/System/action/snapshotVolumes",
                    "{'snapshotDefs':[{'volumeId':'" + source + "'}]}").json();
            snapshot = taken.get("volumeIdList").get(0).asText();
            group = taken.get("snapshotGroupId").asText();
        }
    }
}
