package io.taskstream.local.cli;

import io.taskstream.local.platform.ControlClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "start",
        header = "Starts a component that was stopped, and waits until it is ready.",
        mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "COMPONENT", description = "what to start; ./taskstream up starts the whole platform")
    @SuppressWarnings("NullAway.Init")
    private String component;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ControlClient.connect(data.find()).operate(component, "start");
        spec.commandLine().getOut().println(component + " is ready.");
        return 0;
    }
}
