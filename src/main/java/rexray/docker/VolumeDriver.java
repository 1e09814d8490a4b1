package rexray.docker;

import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rexray.docker.Messages.Activated;
import rexray.docker.Messages.Capabilities;
import rexray.docker.Messages.CapabilitiesAnswer;
import rexray.docker.Messages.CreateRequest;
import rexray.docker.Messages.Done;
import rexray.docker.Messages.GetAnswer;
import rexray.docker.Messages.ListAnswer;
import rexray.docker.Messages.MountpointAnswer;
import rexray.docker.Messages.NameRequest;
import rexray.docker.Messages.UseRequest;
import rexray.docker.Messages.VolumeAnswer;
import rexray.docker.PluginServer.Role;
import rexray.volume.Caller;
import rexray.volume.CreateOptions;
import rexray.volume.Errand;
import rexray.volume.Holder;
import rexray.volume.Interior;
import rexray.volume.Volume;
import rexray.volume.VolumeException.NotFound;
import rexray.volume.VolumeName;
import rexray.volume.VolumeService;
import rexray.volume.VolumeSettings;
import rexray.volume.VolumeView;

/** The methods of the plugin protocol: each translates one request into one call of the service, and its answer back. */
final class VolumeDriver {
    private final VolumeService volumes;
    private final Role role;

    VolumeDriver(VolumeService volumes, Role role) {
        this.volumes = volumes;
        this.role = role;
    }

    /** A constant that waits for nothing: the engine has no time limit for it and does not start without an answer. */
    Activated activate() {
        volumes.engineStarted();
        return new Activated(List.of("VolumeDriver"));
    }

    /** Volumes are the same on every host. */
    CapabilitiesAnswer capabilities() {
        return new CapabilitiesAnswer(new Capabilities("global"));
    }

    Done create(CreateRequest request) {
        volumes.create(about(request.name()), CreateOptions.parse(request.options()).volume(), role.defaults().get());
        return new Done();
    }

    Done remove(NameRequest request) {
        volumes.remove(about(request.name()));
        return new Done();
    }

    MountpointAnswer mount(UseRequest request) {
        return new MountpointAnswer(volumes.mount(about(request.name()), caller(request)).toString());
    }

    /** The answer to a Mount did not reach its caller, who will not unmount. */
    void takeBack(UseRequest request) {
        volumes.takeBack(about(request.name()), caller(request));
    }

    Done unmount(UseRequest request) {
        volumes.unmount(about(request.name()), caller(request));
        return new Done();
    }

    MountpointAnswer path(NameRequest request) {
        return new MountpointAnswer(volumes.path(name(request.name())).map(Path::toString).orElse(""));
    }

    GetAnswer get(NameRequest request) {
        VolumeName name = name(request.name());
        VolumeView view = volumes.get(name).orElseThrow(() -> new NotFound("volume " + name + " does not exist",
                "create it with `docker volume create -d " + role.driver() + " " + name + "`"));
        return new GetAnswer(answer(name.value(), view));
    }

    ListAnswer list() {
        List<VolumeView> views = volumes.list();
        // Each answer is made when it is written: those of ten thousand volumes need not be in memory at once.
        return new ListAnswer(() -> views.stream().map(view -> answer(view.volume().name().orElseThrow(), view))
                .iterator());
    }

    /** All but what the original's Status had, which is there in any case. */
    private static Map<String, Object> remembered(VolumeSettings settings) {
        Map<String, Object> all = settings.byName();
        all.remove("iops");
        return all;
    }

    private static VolumeName name(@Nullable String name) {
        return new VolumeName(Optional.ofNullable(name).orElse(""));
    }

    /** The volume of a request that changes something, which is what the thread is at work for from now on. */
    private static VolumeName about(@Nullable String name) {
        VolumeName volume = name(name);
        Errand.isFor(volume);
        return volume;
    }

    private static Caller caller(UseRequest request) {
        Caller caller = new Caller(Optional.ofNullable(request.id()).orElse(""));
        Errand.isFor(caller);
        return caller;
    }

    /** @param name as it was asked for: the engine takes another one for another volume */
    private VolumeAnswer answer(String name, VolumeView view) {
        Volume volume = view.volume();
        Map<String, @Nullable Object> status = new LinkedHashMap<>();
        status.put("name", name);
        status.put("size", volume.size().gb());
        VolumeSettings settings = view.interior().map(Interior::settings).orElse(VolumeSettings.NONE);
        view.interior().flatMap(Interior::capacity)
                .ifPresent(capacity -> status.put("fileSystemSize", capacity.inGb()));
        volume.ancestor().ifPresent(origin -> status.put("copyOf", origin.volume()));
        status.put("type", volume.pool());
        status.put("availabilityZone", volume.domain());
        status.put("iops", settings.limits().iops());
        status.put("fields", null);
        status.put("server", "scaleio");
        status.put("service", role.service());
        status.putAll(remembered(settings));
        status.put("heldBy", volume.holders().stream().map(Holder::toString).toList());
        status.put("usesOnThisHost", view.users());
        view.lostSince().ifPresent(since -> status.put("lostSince", DateTimeFormatter.ISO_INSTANT.format(since)));
        status.put("seenAt", DateTimeFormatter.ISO_INSTANT.format(view.seenAt()));
        return new VolumeAnswer(name, view.mountpoint().map(Path::toString).orElse(""),
                DateTimeFormatter.ISO_INSTANT.format(volume.created()), status);
    }
}
