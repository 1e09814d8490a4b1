package rexray.lab;

import picocli.CommandLine.Command;

/** The command {@code rexray lab}: ScaleIO emulated on this machine. */
@Command(name = "lab", description = "Emulates a ScaleIO cluster on this machine, for trying out and testing REX-Ray without an array.", subcommands = {
        GatewayCommand.class, SdcCommand.class, VolumesCommand.class, StatusCommand.class, RequestsCommand.class,
        FaultCommand.class})
public final class LabCommand {}
