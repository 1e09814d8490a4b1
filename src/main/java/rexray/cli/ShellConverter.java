package rexray.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import rexray.cli.CompletionCommand.Shell;

/** The names of shells, as they call themselves. */
final class ShellConverter implements ITypeConverter<Shell> {
    @Override
    public Shell convert(String text) {
        try {
            return Shell.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is none of bash, zsh and fish");
        }
    }
}
