package rexray.doctor;

/** What is looked at. The codes are stable; {@code docs/reference/doctor.md} has them all. */
public enum Check {
    CONFIGURATION("config", "The configuration file can be read and everything in it is understood."),
    EXPOSURE("config-exposed", "Only root can read the file with the password."),
    TOOLS("tools", "The programs that make, check and mount file systems are installed."),
    DISK_SPACE("disk-space", "There is room for notes below /var/lib/rexray."),
    PROPAGATION("propagation", "What is mounted below the mount root reaches containers: its mount is shared."),
    SDC("sdc", "The SDC is installed, and its drv_cfg tells the GUID."),
    GATEWAY("gateway", "The gateway takes connections."),
    CERTIFICATE("certificate", "The gateway's certificate is valid for at least 30 days."),
    ARRAY("array", "The gateway takes the login, its certificate is trusted, and the system is the configured one."),
    POOL("pool", "The configured protection domain and storage pool exist."),
    SDC_KNOWN("sdc-known", "The array knows this host's SDC."),
    SDC_CONNECTED("sdc-connected", "The array sees this host's SDC connected."),
    MAPPINGS("mappings", "Each volume that is mapped to this host has its device here."),
    PLUGIN("plugin", "The daemon answers on the socket where Docker looks for it.");

    private final String code;
    private final String meaning;

    Check(String code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** What is in order when it passes. */
    String meaning() {
        return meaning;
    }

    /** The stable code. */
    @Override
    public String toString() {
        return code;
    }
}
