package rexray.search;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import rexray.search.Step.Asked;
import rexray.volume.Content;
import rexray.volume.VolumeException;
import rexray.volume.VolumeException.ArrayFull;
import rexray.volume.VolumeException.ArrayUnavailable;
import rexray.volume.VolumeException.HeldElsewhere;
import rexray.volume.VolumeException.HostFailure;
import rexray.volume.VolumeException.InUse;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeException.OutcomeUnknown;
import rexray.volume.VolumeException.RefusedInput;
import rexray.volume.VolumeException.TimedOut;
import rexray.volume.VolumeException.Unsupported;
import rexray.volume.VolumeName;
import rexray.volume.VolumeView;

/** Judges whether an answer is true, by what was so at the array before and after the request. */
final class Truth {
    private final Judge judge;
    private final Referee referee;
    private final Disks disks;
    private final String secret;

    /** @param secret must be in no message */
    Truth(Judge judge, Referee referee, Disks disks, String secret) {
        this.judge = judge;
        this.referee = referee;
        this.disks = disks;
        this.secret = secret;
    }

    /**
     * How it was around a request.
     *
     * @param trouble whether something went wrong that excuses a failure
     * @param alone whether nothing else was asked meanwhile
     * @param isLate whether it really took so long that time may have been up, as on a machine that is overloaded
     */
    record Circumstances(Facts before, Facts after, boolean trouble, boolean alone, boolean isLate) {
        boolean lacked(VolumeName name) {
            return !before.has(name) || !after.has(name) || !before.id(name).equals(after.id(name));
        }

        boolean had(VolumeName name) {
            return before.has(name) || after.has(name);
        }

        Optional<String> id(VolumeName name) {
            return before.id(name).or(() -> after.id(name));
        }
    }

    void judge(Asked asked, Machine machine, VolumeName name, Answer answer, Circumstances around) {
        switch (answer) {
            case Answer.Done(Optional<?> value) -> judgeSuccess(asked, machine, name, value, around);
            case Answer.Failed(VolumeException why) -> judgeFailure(asked, machine, name, why, around);
            case Answer.None() -> {
            }
        }
    }

    private void judgeSuccess(Asked asked, Machine machine, VolumeName name, Optional<?> value,
            Circumstances around) {
        switch (asked.request()) {
            case CREATE ->
                require(!around.alone() || around.had(name), Rule.ANSWERS_ARE_TRUE, asked, "there is no such volume");
            case REMOVE -> require(!around.alone() || !around.after().has(name), Rule.ANSWERS_ARE_TRUE, asked,
                    "the volume is still there");
            case GET -> {
                if (value.isEmpty()) {
                    require(around.lacked(name), Rule.UNKNOWN_IS_NOT_NO, asked, "said there is none, and there is");
                } else {
                    require(around.had(name) || isNotedOn(machine, (VolumeView) value.get()), Rule.ANSWERS_ARE_TRUE,
                            asked, "told of a volume that is not there");
                }
            }
            case LIST -> requireAll(asked, (List<?>) value.orElseThrow(), around);
            case PATH -> {
                boolean isThere = machine.kernel().at(Machine.mountpoint(name)).isPresent();
                require(!around.alone() || isThere == value.isPresent(), Rule.ANSWERS_ARE_TRUE, asked,
                        "said " + value);
            }
            case MOUNT, COPY -> judgeMount(asked, machine, name, (Path) value.orElseThrow(), around);
            case UNMOUNT, STRAY_UNMOUNT, TAKE_OVER, TIDY, WATCH, BECOME_READY -> {
            }
        }
    }

    private void judgeMount(Asked asked, Machine machine, VolumeName name, Path path, Circumstances around) {
        require(path.equals(Machine.mountpoint(name).resolve("data")), Rule.ANSWERS_ARE_TRUE, asked, "gave " + path);
        Optional<FileSystem> mounted = machine.kernel().at(Machine.mountpoint(name));
        if (around.alone()) {
            require(mounted.isPresent() && machine.kernel().isDirectory(path), Rule.ANSWERS_ARE_TRUE, asked,
                    "nothing is mounted");
            require(around.trouble() || mounted.filter(FileSystem::canWrite).isPresent(), Rule.ANSWERS_ARE_TRUE, asked,
                    "what is mounted was cut off");
            require(mounted.filter(one -> around.id(name).filter(one.device().disk().volume()::equals).isPresent())
                    .isPresent() || !around.had(name), Rule.ANSWERS_ARE_TRUE, asked, "another volume is mounted");
        }
    }

    private void judgeFailure(Asked asked, Machine machine, VolumeName name, VolumeException why,
            Circumstances around) {
        String message = why.getMessage();
        require(!message.contains(secret), Rule.NO_SECRETS, asked, message);
        Optional<Disk> disk = around.id(name).flatMap(disks::find);
        boolean isTrue = around.trouble() || switch (why) {
            case NotFound _ -> around.lacked(name);
            case HeldElsewhere _ -> around.before().isHeldByOther(name, machine)
                    || around.after().isHeldByOther(name, machine)
                    || around.id(name).filter(id -> referee.wasAttachedInStep(id, machine)).isPresent();
            case InUse _ -> !around.before().holders(name).isEmpty() || !around.after().holders(name).isEmpty()
                    || around.id(name).filter(referee::wasAttachedInStep).isPresent()
                    || machine.kernel().at(Machine.mountpoint(name)).isPresent()
                    || disk.filter(machine.kernel()::hasLive).isPresent() || machine.mayCountUsesOf(name);
            case RefusedInput _ -> !around.alone()
                    || disk.filter(one -> one.content() instanceof Content.Foreign).isPresent();
            case HostFailure _ -> isOdd(machine, name, around);
            case ArrayUnavailable _ -> around.isLate();
            case OutcomeUnknown _ -> around.isLate();
            case TimedOut _ -> around.isLate();
            case ArrayFull _ -> false;
            case Unsupported _ -> false;
        };
        require(isTrue, why instanceof NotFound ? Rule.UNKNOWN_IS_NOT_NO : Rule.ANSWERS_ARE_TRUE, asked,
                "failed for no reason that one can see: " + why.code() + ": " + message + suppressed(why));
    }

    private static String suppressed(VolumeException why) {
        return why.getSuppressed().length == 0 ? "" : " (" + why.getSuppressed()[0].getMessage() + ")";
    }

    /** Whether something on the machine is not as its daemon would have it. */
    private boolean isOdd(Machine machine, VolumeName name, Circumstances around) {
        boolean heldOnlyHere = around.before().holders(name).equals(List.of(machine.sdc().id()));
        Optional<FileSystem> mounted = machine.kernel().at(Machine.mountpoint(name));
        return !machine.sdc().isConnected() || !around.alone()
                || mounted.filter(one -> !one.canWrite() || !heldOnlyHere
                        || !around.id(name).filter(one.device().disk().volume()::equals).isPresent()).isPresent()
                // Who broke a mkfs off has a note of that.
                || around.id(name).flatMap(disks::find).flatMap(Disk::tearer).filter(who -> who != machine.kernel())
                        .isPresent();
    }

    private boolean isNotedOn(Machine machine, VolumeView view) {
        return machine.mayCountUsesOf(new VolumeName(view.volume().name().orElseThrow()));
    }

    private void requireAll(Asked asked, List<?> views, Circumstances around) {
        List<String> told = views.stream().map(VolumeView.class::cast).map(view -> view.volume().id().volume())
                .toList();
        around.before().ids().values().stream().filter(around.after().ids()::containsValue)
                .forEach(id -> require(told.contains(id), Rule.UNKNOWN_IS_NOT_NO, asked, "left out " + id));
    }

    private void require(boolean holds, Rule rule, Asked asked, String otherwise) {
        judge.require(holds, rule, asked + ": " + otherwise);
    }
}
