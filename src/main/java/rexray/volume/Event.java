package rexray.volume;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened to a volume: a sentence, and what it is about. {@link Journal} tells it.
 *
 * @param message one line, without who asked for it and how long it took
 * @param why what it was done for, where that is not plain
 * @param took from the request to its end
 */
public record Event(Kind kind, VolumeName volume, VolumeId id, String message, Optional<Caller> caller,
        Optional<String> why, Optional<Duration> took) {

    /** What can happen; {@code docs/reference/events.md} has them all. */
    public enum Kind {
        CREATED("created", Weight.USUAL, "A volume was created, empty or as a copy."),
        REMOVED("removed", Weight.USUAL, "A volume was deleted with its data."),
        MOUNTED("mounted", Weight.USUAL, "A volume gained a user on this host."),
        UNMOUNTED("unmounted", Weight.USUAL,
                "A volume lost a user on this host; after the last one, it was unmounted and unmapped."),
        RELEASED(
                "released",
                Weight.USUAL,
                "A volume without users, which could not be released in time, was unmounted and unmapped later."),
        FORMATTED("formatted", Weight.USUAL, "A volume that was proved blank was formatted."),
        CHECKED("checked", Weight.USUAL, "A file system that had not been unmounted cleanly was checked."),
        RESIZED("resized", Weight.USUAL, "A volume and its file system were enlarged."),
        LIMITED("limited", Weight.USUAL, "The I/O limits of a volume were changed."),
        SNAPSHOT_TAKEN("snapshot-taken", Weight.USUAL, "A snapshot of a volume was taken."),
        SNAPSHOT_REMOVED("snapshot-removed", Weight.USUAL, "A snapshot was deleted."),
        RESTORED("restored", Weight.NOTABLE, "A volume's contents were replaced by those of one of its snapshots."),
        ATTACHED("attached", Weight.USUAL, "A volume was mapped to this host by a command."),
        DETACHED("detached", Weight.USUAL, "A volume was unmapped from this host by a command."),
        TAKEN_OVER("taken-over", Weight.NOTABLE, "This host fenced the holders of a volume and took it over."),
        FENCED("fenced", Weight.NOTABLE,
                "Another host took a volume from this host, which will not take it back for a while."),
        LOST("lost", Weight.NOTABLE, "The mount of a volume was cut off and its file system shut down."),
        FORGOTTEN("forgotten", Weight.NOTABLE, "A use was dropped because its container is gone without an Unmount."),
        FAILED("failed", Weight.NOTABLE,
                "A request was refused or failed; `operation` is the request, `result` the kind of error.");

        private final String text;
        private final Weight weight;
        private final String meaning;

        Kind(String text, Weight weight, String meaning) {
            this.text = text;
            this.weight = weight;
            this.meaning = meaning;
        }

        boolean isNotable() {
            return weight == Weight.NOTABLE;
        }

        /** When it happens, in Markdown. */
        public String meaning() {
            return meaning;
        }

        /** As it is written. */
        @Override
        public String toString() {
            return text;
        }
    }

    private enum Weight {
        USUAL,
        /** Somebody should look. */
        NOTABLE
    }

    /** What is told of an event, in this order; {@code docs/reference/events.md} has them all. */
    public enum Field {
        TIME("time", "When, in UTC."),
        EVENT("event", "What happened, see above."),
        OPERATION("operation",
                "The request that it belongs to: `VolumeDriver.…` from Docker, `Admin.…` from commands. Absent if"
                        + " the service acted on its own."),
        SERVICE("service", "The service that has the volume, where there are several."),
        VOLUME("volume", "The volume's name."),
        ID("volumeId", "The id of the array and the volume's id in it."),
        CALLER("caller", "Who uses the volume: Docker's id of a container's mount, or `command line`."),
        PEER("peer", "The user on this host who sent the request."),
        RESULT("result", "`done`, or the kind of error."),
        WHY("why", "The reason, unless it is obvious."),
        DURATION("durationMillis", "Duration in milliseconds."),
        MESSAGE("message", "The whole event as a sentence, as in the log.");

        private final String text;
        private final String meaning;

        Field(String text, String meaning) {
            this.text = text;
            this.meaning = meaning;
        }

        /** What it holds, in Markdown. */
        public String meaning() {
            return meaning;
        }

        /** As it is written. */
        @Override
        public String toString() {
            return text;
        }
    }

    /** @param what the rest of a sentence that begins with the volume */
    static Event of(Kind kind, VolumeName volume, VolumeId id, String what) {
        return new Event(kind, volume, id, "volume " + volume + " " + what, Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    Event by(Caller who) {
        return new Event(kind, volume, id, message, Optional.of(who), why, took);
    }

    Event because(String reason) {
        return new Event(kind, volume, id, message, caller, Optional.of(reason), took);
    }

    /** @param nanos what {@link System#nanoTime} was when it began */
    Event since(long nanos) {
        return new Event(kind, volume, id, message, caller, why,
                Optional.of(Duration.ofNanos(System.nanoTime() - nanos)));
    }

    /** All of it in a sentence. */
    String sentence() {
        return message + caller.map(who -> " for " + who).orElse("")
                + took.map(time -> " in " + time.toMillis() + " ms").orElse("");
    }

    /** What it is about, besides the sentence. */
    Map<Field, Object> fields() {
        Map<Field, Object> fields = new EnumMap<>(Field.class);
        fields.put(Field.EVENT, kind.toString());
        fields.put(Field.VOLUME, volume.value());
        fields.put(Field.ID, id.toString());
        caller.filter(who -> !who.id().isEmpty()).ifPresent(who -> fields.put(Field.CALLER, who.id()));
        fields.put(Field.RESULT, "done");
        why.ifPresent(reason -> fields.put(Field.WHY, reason));
        took.ifPresent(time -> fields.put(Field.DURATION, time.toMillis()));
        return fields;
    }
}
