package io.taskstream.local.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        header = "Measures Taskstream beside its yardsticks.",
        description = "%nBuilds the bench module and runs it; `taskstream bench --help` shows its own options.")
final class BenchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "passed on to the benchmark")
    private List<String> arguments = List.of();

    /** Only reached when somebody runs the jar by hand: ./taskstream runs the bench module itself. */
    @Override
    public Integer call() {
        spec.commandLine().getErr().println("Run ./taskstream bench " + String.join(" ", arguments));
        return 1;
    }
}
