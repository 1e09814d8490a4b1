package rexray.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import rexray.config.ConfigFile;
import rexray.doctor.Finding.Verdict;

/** {@code rexray doctor}. */
@Command(name = "doctor", description = "Looks at what this host needs for volumes, and says what is wrong and what to do. Changes nothing.")
public final class DoctorCommand implements Callable<Integer> {
    private final Doctor doctor;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The configuration file, in place of /etc/rexray/config.yml.")
    private @Nullable Path file;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    public DoctorCommand(Doctor doctor) {
        this.doctor = doctor;
    }

    /** @return 1 if anything is wrong */
    @Override
    public Integer call() {
        Path named = file;
        List<Finding> findings = doctor.examine(new ConfigFile(named == null ? ConfigFile.DEFAULT : named));
        findings.forEach(spec.commandLine().getOut()::println);
        return findings.stream().anyMatch(finding -> finding.verdict() == Verdict.WRONG) ? 1 : 0;
    }
}
