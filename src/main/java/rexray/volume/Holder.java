package rexray.volume;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Someone whose I/O on a volume the array accepts. */
public sealed interface Holder {
    /** Several, in words. */
    static String all(List<? extends Holder> holders) {
        return holders.stream().map(Holder::toString).collect(Collectors.joining(", "));
    }

    /**
     * One host, which can be ended by its own id.
     *
     * @param address its IP address, if the array tells
     * @param name its name at the array, if it has one
     */
    record Host(NodeId node, Optional<String> address, Optional<String> name) implements Holder {
        @Override
        public String toString() {
            return name.map(text -> text + " ").orElse("") + address.map(text -> text + " ").orElse("") + "(SDC " + node
                    + ")";
        }
    }

    /** Every host of the cluster at once; no single one can be ended. */
    record Everyone() implements Holder {
        @Override
        public String toString() {
            return "all SDCs of the cluster";
        }
    }

    /** A holder of a kind that we cannot end one by one: SCSI initiators, NVMe hosts. */
    record Other(String description) implements Holder {
        @Override
        public String toString() {
            return description;
        }
    }
}
