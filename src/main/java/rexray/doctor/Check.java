package rexray.doctor;

/** What is looked at. The codes are stable; {@code docs/reference/doctor.md} has them all. */
public enum Check {
    CONFIGURATION("config", "The configuration file can be read and everything in it is understood."),
    EXPOSURE("config-exposed", "Only root can read the file with the password."),
    SMELLS("config-smells",
            "Nothing in the configuration is risky, such as an unverified certificate, and no file is there"
                    + " that only the original read."),
    TOOLS("tools", "The programs that make, check, mount and grow file systems are installed."),
    DISK_SPACE("disk-space", "There is disk space for notes in /var/lib/rexray, and for the log and events."),
    PROPAGATION("propagation", "Mounts below the mount root reach containers, because mount propagation is shared."),
    PLUGIN("plugin", "The daemon answers on its socket."),
    NAMESPACE("namespace", "The daemon and Docker see the same mounts."),
    DOCKER("docker", "Docker looks for plugins where the socket is, and knows this one."),
    NOTES("notes", "The daemon's notes on this host can be read."),
    LOST("lost-mounts", "No volume was taken by another host while it was mounted here."),
    LEFT_OVER("left-over", "No volume is kept here without users, and nothing unknown is below the mount root."),
    DRV_CFG("drv-cfg", "The SDC is installed: its command drv_cfg can be run."),
    SDC("sdc", "The SDC's driver works: drv_cfg reports the GUID."),
    GATEWAY("gateway", "The gateway accepts connections."),
    CERTIFICATE("certificate", "The gateway's certificate is valid for at least 30 days."),
    CLOCK("clock", "The clocks of this host and of the gateway agree within 30 seconds."),
    ARRAY("array", "The gateway accepts the login, its certificate is trusted, and the system is the configured one."),
    ROLE("role", "The user may manage volumes."),
    POOL("pool", "The configured protection domain and storage pool exist."),
    CAPACITY("capacity", "The storage pool has room for a volume of the default size."),
    SDC_KNOWN("sdc-known", "The array knows this host's SDC."),
    SDC_CONNECTED("sdc-connected", "The array sees this host's SDC connected."),
    MDM("sdc-mdm", "The SDC is connected to the MDMs of the configured system."),
    MAPPINGS("mappings", "Each volume that is mapped to this host has its device here, and was mapped by rexray.");

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
