package io.taskstream.local.cli;

import io.taskstream.local.home.DataDirectory;
import io.taskstream.local.home.PlatformException;
import io.taskstream.local.process.LogFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "logs",
        header = "Shows the end of a component's log.",
        description = "%nA component is a service (task-service), its sidecar (task-service-sidecar), kafka, postgres,"
                + " or the launcher itself.",
        mixinStandardHelpOptions = true)
final class LogsCommand extends PlatformVerb {
    private static final int BUFFER = 64 * 1024;

    @Parameters(paramLabel = "COMPONENT", description = "whose log")
    @SuppressWarnings("NullAway.Init")
    private String component;

    @Option(
            names = {"-f", "--follow"},
            description = "go on showing what is added, until Ctrl-C")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "50",
            description = "how many lines (default: ${DEFAULT-VALUE})")
    private int lines;

    @Override
    public Integer call() throws IOException, InterruptedException {
        DataDirectory directory = data.find();
        Path log = directory.log(component);
        if (component.contains("/") || !Files.exists(log)) {
            throw new PlatformException("There is no log of " + component + "; there are logs of " + known(directory));
        }
        PrintWriter out = out();
        long shown = Files.size(log);
        new LogFile(log).tail(lines).forEach(out::println);
        out.flush();
        while (follow) {
            shown = show(log, shown, out);
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return 0;
    }

    private static long show(Path log, long from, PrintWriter out) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            // a log that has shrunk was moved aside and begun again
            long position = file.length() < from ? 0 : from;
            file.seek(position);
            byte[] buffer = new byte[BUFFER];
            for (int read = file.read(buffer); read > 0; read = file.read(buffer)) {
                out.print(new String(buffer, 0, read, StandardCharsets.UTF_8));
                position += read;
            }
            out.flush();
            return position;
        }
    }

    private static String known(DataDirectory directory) throws IOException {
        if (!Files.isDirectory(directory.logs())) {
            return "nothing yet: ./taskstream up makes the first ones.";
        }
        try (Stream<Path> logs = Files.list(directory.logs())) {
            return logs.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".log"))
                    .map(name -> name.replace(".log", ""))
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }
}
