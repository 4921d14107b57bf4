package io.taskstream.e2e.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./taskstream} on one data directory. */
record Script(Path data) {

    /** The command line of a verb. */
    List<String> line(String verb, String... more) {
        List<String> line = new ArrayList<>(List.of("./taskstream", verb, "--data-dir", data.toString()));
        line.addAll(List.of(more));
        return line;
    }

    /** Runs a verb and waits for its end. */
    Command run(String verb, String... more) {
        return Command.run(Command.PATIENCE, line(verb, more));
    }

    /** Starts a verb and lets it run. */
    Process launch(Path output, String verb, String... more) throws IOException {
        return Command.launch(output, line(verb, more));
    }

    /** What {@code status --json} says; an empty object if that is nothing. */
    JsonNode status() {
        Command said = run("status", "--json");
        return said.output().startsWith("{")
                ? JsonMapper.shared().readTree(said.output())
                : JsonMapper.shared().createObjectNode();
    }
}
