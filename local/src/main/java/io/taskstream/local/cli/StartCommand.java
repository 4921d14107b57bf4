package io.taskstream.local.cli;

import io.taskstream.local.platform.ControlClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "start",
        header = "Starts a component that was stopped, and waits until it is ready.",
        mixinStandardHelpOptions = true)
final class StartCommand extends PlatformVerb {
    @Parameters(paramLabel = "COMPONENT", description = "what to start; ./taskstream up starts the whole platform")
    @SuppressWarnings("NullAway.Init")
    private String component;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ControlClient.connect(data.find()).operate(component, "start");
        out().println(component + " is ready.");
        return 0;
    }
}
