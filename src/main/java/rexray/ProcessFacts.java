package rexray;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What the kernel and Java tell of this process, see proc(5). Asked of the files themselves: Java's management beans would
 * cost the start some megabytes.
 */
final class ProcessFacts {
    private static final Path SELF = Path.of("/proc/self");

    private ProcessFacts() {}

    static OptionalLong startSecond() {
        return ProcessHandle.current().info().startInstant().map(Instant::getEpochSecond).map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    static long heapUsed() {
        Runtime java = Runtime.getRuntime();
        return java.totalMemory() - java.freeMemory();
    }

    static long heapLimit() {
        return Runtime.getRuntime().maxMemory();
    }

    static OptionalLong residentBytes() {
        OptionalLong kb = status("VmRSS:");
        return kb.isEmpty() ? kb : OptionalLong.of(kb.getAsLong() * 1024);
    }

    static OptionalLong threads() {
        return status("Threads:");
    }

    static OptionalLong openFiles() {
        try (Stream<Path> files = Files.list(SELF.resolve("fd"))) {
            return OptionalLong.of(files.count());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong status(String name) {
        try (Stream<String> lines = Files.lines(SELF.resolve("status"))) {
            return lines.filter(line -> line.startsWith(name)).map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToLong(Long::parseLong).findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
