package rexray;

import java.time.InstantSource;
import rexray.cli.Places;
import rexray.cli.RexrayCommand;
import rexray.doctor.Doctor;
import rexray.doctor.DoctorCommand;
import rexray.lab.LabCommand;
import rexray.scaleio.SdcNode;

/** The entry point of the command {@code rexray}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        RexrayCommand command = new RexrayCommand(new Service(Ports::of), Places.STANDARD, new LabCommand(),
                new DoctorCommand(new Doctor(config -> new SdcNode(config.scaleio(), Ports::run),
                        InstantSource.system(), System.getenv().getOrDefault("PATH", ""))));
        System.exit(command.run(System.out, System.err, args));
    }
}
