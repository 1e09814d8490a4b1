package rexray.lab;

import java.util.Arrays;
import rexray.lab.Rejection.NoSuchPath;

/** The kinds of objects that the API shows, by their names in paths. */
enum ObjectType implements WireName {
    SYSTEM("System"),
    PROTECTION_DOMAIN("ProtectionDomain"),
    STORAGE_POOL("StoragePool"),
    SDC("Sdc"),
    VOLUME(
            "Volume"),
    VTREE("VTree");

    private final String wireName;

    ObjectType(String wireName) {
        this.wireName = wireName;
    }

    /** The kind of that name; {@link NoSuchPath} if there is none. */
    static ObjectType of(String wireName) {
        return Arrays.stream(values()).filter(type -> type.wireName.equals(wireName)).findFirst()
                .orElseThrow(NoSuchPath::new);
    }

    @Override
    public String wireName() {
        return wireName;
    }
}
