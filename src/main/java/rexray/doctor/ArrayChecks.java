package rexray.doctor;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import rexray.config.ServiceConfig;
import rexray.scaleio.ScaleioControlPlane;
import rexray.scaleio.SdcNode;
import rexray.volume.ControlPlane.HostState;
import rexray.volume.Deadline;
import rexray.volume.NodeId;
import rexray.volume.Placement;
import rexray.volume.Size;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeId;

/** The checks of array and SDC, each of which needs the one before. They change nothing. */
final class ArrayChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final ScaleioControlPlane array;
    private final SdcNode node;

    ArrayChecks(ScaleioControlPlane array, SdcNode node) {
        this.array = array;
        this.node = node;
    }

    private static Deadline soon() {
        return Deadline.after(PATIENCE);
    }

    /** Whether there is an SDC, and one that works. */
    List<Finding> sdc() {
        Finding installed;
        try {
            installed = Finding.ok(Check.DRV_CFG, "it is " + node.command());
        } catch (VolumeException e) {
            return List.of(Finding.wrong(Check.DRV_CFG, e.problem(), e.remedy()),
                    Finding.skipped(Check.SDC, Check.DRV_CFG));
        }
        try {
            String told = node.toldIdentity(soon());
            String used = node.identity(soon());
            return List.of(installed, told.equals(used)
                    ? Finding.ok(Check.SDC, "its GUID is " + told)
                    : Finding.wrong(Check.SDC, "its GUID is " + told + ", but scaleio.guid says " + used,
                            "remove scaleio.guid, or volumes are mapped to another host"));
        } catch (VolumeException e) {
            return List.of(installed, Finding.wrong(Check.SDC, e.problem(), e.remedy()));
        }
    }

    /** Login, system, role, domain, pool and its room. */
    List<Finding> array(ServiceConfig service) {
        try {
            array.connect(service.placements(), soon());
            return List.of(Finding.ok(Check.ARRAY, "the login was accepted"), role(),
                    Finding.ok(Check.POOL, "both exist"),
                    capacity(service.placements(), array.allocated(service.volumes().defaultSize())));
        } catch (RefusedInput e) {
            return List.of(Finding.ok(Check.ARRAY, "the login was accepted"), role(),
                    Finding.wrong(Check.POOL, e.problem(), e.remedy()), Finding.skipped(Check.CAPACITY, Check.POOL));
        } catch (VolumeException e) {
            return List.of(Finding.wrong(Check.ARRAY, e.problem(), e.remedy()),
                    Finding.skipped(Check.ROLE, Check.ARRAY), Finding.skipped(Check.POOL, Check.ARRAY),
                    Finding.skipped(Check.CAPACITY, Check.ARRAY));
        }
    }

    private Finding role() {
        try {
            Optional<String> role = array.role(soon());
            if (role.isEmpty()) {
                return Finding.unknown(Check.ROLE, "the gateway does not list this user, as is usual for LDAP users");
            }
            return ScaleioControlPlane.isReadOnly(role.get())
                    ? Finding.wrong(Check.ROLE, "the user's role is " + role.get() + ", which is read-only",
                            "give the user in scaleio.userName the role Configure or a higher one")
                    : Finding.ok(Check.ROLE, "the user's role is " + role.get());
        } catch (VolumeException e) {
            return Finding.unknown(Check.ROLE, e.problem());
        }
    }

    private Finding capacity(List<Placement> places, Size wanted) {
        try {
            Map<String, Long> free = array.freeBytes(places, soon());
            if (free.isEmpty()) {
                return Finding.unknown(Check.CAPACITY, "the gateway does not report it");
            }
            String seen = free.entrySet().stream()
                    .map(pool -> "the pool " + pool.getKey() + " has " + (pool.getValue() >> 30) + " GB left")
                    .collect(Collectors.joining(", ")) + " for new volumes";
            return free.values().stream().allMatch(bytes -> bytes >= wanted.bytes())
                    ? Finding.ok(Check.CAPACITY, seen)
                    : Finding.wrong(Check.CAPACITY, seen + ", but a volume of the default size needs " + wanted,
                            "remove volumes or snapshots, add disks to the pool, or choose another one");
        } catch (VolumeException e) {
            return Finding.unknown(Check.CAPACITY, e.problem());
        }
    }

    /**
     * What the array knows of this host; needs {@link #sdc} and {@link #array} to be in order.
     *
     * @param noted the volumes of which a note says that rexray has mapped them here; empty if nobody knows
     */
    List<Finding> thisHost(Optional<Set<VolumeId>> noted) {
        List<Finding> findings = new ArrayList<>();
        try {
            NodeId self = array.identify(node.identity(soon()), soon());
            findings.add(Finding.ok(Check.SDC_KNOWN, "it is " + array.describe(self, soon())));
            findings.add(connection(array.state(self, soon())));
            findings.add(mdm(array.systemId(soon())));
            findings.add(mappings(array.heldBy(self, soon()), noted));
        } catch (VolumeException e) {
            findings.add(Finding.wrong(Check.SDC_KNOWN, e.problem(), e.remedy()));
            List.of(Check.SDC_CONNECTED, Check.MDM, Check.MAPPINGS)
                    .forEach(check -> findings.add(Finding.skipped(check, Check.SDC_KNOWN)));
        }
        return findings;
    }

    private static Finding connection(HostState state) {
        return switch (state) {
            case CONNECTED -> Finding.ok(Check.SDC_CONNECTED, "the array sees it connected");
            case DISCONNECTED -> Finding.wrong(Check.SDC_CONNECTED, "the array sees it disconnected",
                    "check `drv_cfg --query_mdms`, `systemctl status scini` and the network to the MDMs");
            case UNKNOWN -> Finding.wrong(Check.SDC_CONNECTED, "the array does not report whether it is connected",
                    "check `drv_cfg --query_mdms`");
        };
    }

    private Finding mdm(String system) {
        try {
            Set<String> systems = node.systems(soon());
            if (systems.contains(system)) {
                return Finding.ok(Check.MDM, "it is connected to system " + system);
            }
            return Finding.wrong(Check.MDM, systems.isEmpty()
                    ? "it is not connected to any system"
                    : "it is connected to system " + String.join(", ", systems) + ", but the gateway belongs to "
                            + system,
                    "add the MDMs of that system with `drv_cfg --add_mdm --ip …`, or correct scaleio.endpoint");
        } catch (VolumeException e) {
            return Finding.wrong(Check.MDM, e.problem(), e.remedy());
        }
    }

    private Finding mappings(Set<VolumeId> held, Optional<Set<VolumeId>> noted) {
        List<String> missing = those(held, id -> !Files.exists(node.device(id)));
        if (!missing.isEmpty()) {
            return Finding.wrong(Check.MAPPINGS, "mapped here without a device: " + String.join(", ", missing),
                    "run `drv_cfg --rescan`; if nobody here uses it, unmap it at the array");
        }
        List<String> strange = those(held, id -> noted.filter(ours -> !ours.contains(id)).isPresent());
        return strange.isEmpty()
                ? Finding.ok(Check.MAPPINGS, held.size() + " volumes are mapped here, and all have a device")
                : Finding.doubtful(Check.MAPPINGS, "mapped here, but not by rexray: " + String.join(", ", strange),
                        "no other host can use it: if nobody uses it here, unmap it with `rexray volume detach ID`");
    }

    private static List<String> those(Set<VolumeId> held, Predicate<VolumeId> which) {
        return held.stream().filter(which).map(VolumeId::volume).sorted().toList();
    }
}
