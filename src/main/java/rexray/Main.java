package rexray;

import java.util.Map;
import rexray.cli.Places;
import rexray.cli.RexrayCommand;
import rexray.lab.LabCommand;

/** The entry point of the command {@code rexray}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        RexrayCommand command = new RexrayCommand(new Service(Ports::of), Places.STANDARD,
                Map.of("lab", LabCommand::new));
        System.exit(command.run(System.out, System.err, args));
    }
}
