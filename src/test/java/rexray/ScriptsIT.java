package rexray;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** All shell scripts under {@code packaging}, as shellcheck reads them. */
final class ScriptsIT {
    @Test
    void shellcheckFindsNothing() throws IOException {
        List<Object> command = new ArrayList<>(List.of("shellcheck", "--external-sources", "--severity=warning"));
        try (Stream<Path> files = Files.walk(Path.of("packaging"))) {
            files.filter(Files::isRegularFile).filter(ScriptsIT::isShellScript).sorted().forEach(command::add);
        }

        assertTrue(command.contains(Path.of("packaging/dist")) && command.contains(Path.of("packaging/lib/lab.sh")));
        Shell.succeed(command.toArray());
    }

    private static boolean isShellScript(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.limit(6)
                    .anyMatch(line -> line.matches("#!/bin/sh|#!/usr/bin/env bash|# shellcheck shell=bash"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
