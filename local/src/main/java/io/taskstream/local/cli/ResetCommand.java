package io.taskstream.local.cli;

import io.taskstream.local.home.DataDirectory;
import io.taskstream.local.home.PlatformException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "reset", header = "Stops the platform and deletes all its data.", mixinStandardHelpOptions = true)
final class ResetCommand extends PlatformVerb {
    @Option(
            names = {"-y", "--yes"},
            description = "don't ask")
    private boolean yes;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = out();
        DataDirectory directory = data.find();
        if (!directory.exists()) {
            out.println("There are no data in " + directory.root() + ".");
            return 0;
        }
        if (!yes && !confirmed(directory, out)) {
            out.println("Nothing was deleted.");
            return 1;
        }
        StopCommand.stopAll(directory, out);
        DataDirectory.Lock lock = directory
                .lock()
                .orElseThrow(() -> new PlatformException("Another launcher is at work on " + directory.root() + "."));
        try {
            directory.delete();
            out.println("Deleted " + directory.root() + ".");
        } finally {
            lock.close();
        }
        return 0;
    }

    private static boolean confirmed(DataDirectory directory, PrintWriter out) throws IOException {
        out.print("Delete every task, event, mail and password in " + directory.root() + "? [y/N] ");
        out.flush();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        String answer = in.readLine();
        return answer != null && answer.strip().equalsIgnoreCase("y");
    }
}
