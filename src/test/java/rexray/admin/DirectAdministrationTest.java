package rexray.admin;

import rexray.volume.Defaults;
import rexray.volume.VolumeService;

final class DirectAdministrationTest extends AdministrationContract {
    @Override
    Administration reach(VolumeService service) {
        return new DirectAdministration(service, () -> Defaults.NONE, () -> {});
    }
}
