package io.taskstream.local.cli;

import io.taskstream.local.home.PlatformException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root of all verbs. */
@Command(
        name = "taskstream",
        header = "Taskstream on this machine: real Kafka, PostgreSQL and Dapr sidecars, and all services.",
        synopsisSubcommandLabel = "VERB",
        commandListHeading = "%nVerbs:%n",
        footer = "%n`taskstream VERB --help` explains a verb. docs/local-platform.md explains the rest.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            StopCommand.class,
            StartCommand.class,
            ResetCommand.class,
            TokenCommand.class,
            SendDemoCommand.class,
            SidecarCommand.class,
            BenchCommand.class,
            CommandLine.HelpCommand.class
        })
public final class TaskstreamCommand {
    /** Something went wrong that the message explains. */
    private static final int FAILURE = 1;

    private TaskstreamCommand() {}

    /** Runs a verb; returns its exit code. */
    public static int execute(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new TaskstreamCommand())
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(TaskstreamCommand::report);
    }

    private static int report(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        CommandLine.Help.ColorScheme colors = command.getColorScheme();
        if (failure instanceof PlatformException) {
            command.getErr().println(colors.errorText("taskstream: " + failure.getMessage()));
        } else {
            command.getErr().println(colors.richStackTraceString(failure));
        }
        return FAILURE;
    }
}
