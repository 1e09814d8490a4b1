package rexray.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** The commands of the page for people who write a client print what it says, ids apart. */
class WriteAClientTest {
    private static final Path PAGE = Path.of("docs/how-to/write-a-client.md");

    @Test
    void commandsPrintWhatThePageSays(@TempDir Path directory) throws Exception {
        try (LabGateway gateway = LabGateway.start(GatewayOptions
                .https(directory, ListenAddress.anyPortOf("127.0.0.1")).withProfile(Profile.V3_5))) {
            List<String> commands = new ArrayList<>();
            List<String> output = new ArrayList<>();
            for (String line : consoleLines()) {
                if (line.startsWith("$ ")) {
                    commands.add(line.substring(2).replace("/tmp/lab", directory.toString())
                            .replace("https://127.0.0.1:8443", gateway.url()));
                } else {
                    output.add(withoutIds(line));
                }
            }
            assertFalse(commands.isEmpty());

            assertEquals(output, run(commands).lines().map(WriteAClientTest::withoutIds).toList());
            assertEquals(0, gateway.sessions(), "it logs out");
        }
    }

    private static List<String> consoleLines() throws IOException {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("```")) {
                inside = line.equals("```console");
            } else if (inside) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static String withoutIds(String line) {
        return line.replaceAll("[0-9a-f]{16}", "ID");
    }

    private static String run(List<String> commands) throws IOException, InterruptedException {
        Process bash = new ProcessBuilder("bash", "-c", String.join("\n", commands)).redirectErrorStream(true).start();
        bash.getOutputStream().close();
        String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, bash.waitFor(), said);
        return said;
    }
}
