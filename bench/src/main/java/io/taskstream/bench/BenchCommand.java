package io.taskstream.bench;

import io.taskstream.bench.harness.Machine;
import io.taskstream.bench.harness.Outcome;
import io.taskstream.bench.harness.Report;
import io.taskstream.bench.harness.Settings;
import io.taskstream.bench.platform.Bench;
import io.taskstream.bench.platform.BenchException;
import io.taskstream.bench.platform.Checkout;
import io.taskstream.bench.platform.OwnPlatform;
import io.taskstream.bench.platform.Platform;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./taskstream bench}. */
@Command(
        name = "./taskstream bench",
        description = "Measures the platform side by side with yardsticks, in turn, and prints medians and ratios.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything was measured, whether or not the goals were met",
            "1:something could not be measured",
            "2:wrong usage"
        })
final class BenchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Parameters(paramLabel = "NAME", description = "Which benchmarks; all by default. --list tells them.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--repeats", paramLabel = "N", description = "Repeats of each contender (${DEFAULT-VALUE}).")
    private int repeats = 5;

    @Option(names = "--duration", paramLabel = "TIME", description = "Length of one repeat, such as 10s or 2m.")
    private @Nullable Duration duration;

    @Option(names = "--warm-up", paramLabel = "TIME", description = "How long each contender runs before it counts.")
    private @Nullable Duration warmUp;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Reminders due per second in lateness; by default half of what drain has found in this run.")
    private @Nullable Integer rate;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes all figures there as well.")
    private @Nullable Path json;

    @Option(
            names = "--platform",
            description = "Measures the platform that runs already, and leaves tasks in it, instead of one of its own.")
    private boolean running;

    @Option(names = "--list", description = "Lists the benchmarks and does nothing else.")
    private boolean list;

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new BenchCommand());
        command.registerConverter(Duration.class, Durations::parse);
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            if (!(failure instanceof BenchException)) {
                throw failure;
            }
            line.getErr().println(failure.getMessage());
            return 1;
        });
        int exit = command.execute(arguments);
        // clients of the broker and the sidecar may leave threads behind
        Runtime.getRuntime().exit(exit);
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            out.print(Catalogue.list());
            out.flush();
            return 0;
        }
        List<Catalogue.Entry> chosen = chosen();
        if (repeats < 1) {
            throw usage("--repeats must be at least 1");
        }
        if (rate != null && rate < 1) {
            throw usage("--rate must be at least 1");
        }
        Machine machine = Machine.current();
        Instant start = Clock.systemUTC().instant();
        Checkout checkout = Checkout.find();
        if (running) {
            return run(chosen, checkout, Platform.running(checkout), false, machine, start);
        }
        try (OwnPlatform own = OwnPlatform.start(checkout, this::progress)) {
            return run(chosen, checkout, own.platform(), true, machine, start);
        }
    }

    private List<Catalogue.Entry> chosen() {
        if (names.isEmpty()) {
            return Catalogue.ALL;
        }
        return names.stream()
                .map(name -> Catalogue.named(name)
                        .orElseThrow(
                                () -> usage("There is no benchmark " + name + ". There are:\n" + Catalogue.list())))
                .toList();
    }

    private CommandLine.ParameterException usage(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    private int run(
            List<Catalogue.Entry> chosen,
            Checkout checkout,
            Platform platform,
            boolean own,
            Machine machine,
            Instant start)
            throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Settings settings = new Settings(
                repeats,
                Optional.ofNullable(duration),
                Optional.ofNullable(warmUp),
                rate == null ? OptionalInt.empty() : OptionalInt.of(rate));
        List<Outcome> outcomes = new ArrayList<>();
        Bench bench =
                new Bench(checkout, platform, own, settings, Collections.unmodifiableList(outcomes), this::progress);
        for (Catalogue.Entry entry : chosen) {
            progress(entry.toString());
            for (Outcome outcome : entry.on(bench).run()) {
                outcomes.add(outcome);
                out.println();
                out.println(Report.details(outcome));
                out.flush();
            }
        }
        Report report = new Report(start, machine, Versions.of(checkout, platform), settings(settings), outcomes);
        out.println(report.summary());
        out.flush();
        if (json != null) {
            report.writeJson(json);
        }
        return report.complete() ? 0 : 1;
    }

    private static Map<String, String> settings(Settings settings) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("repeats", Integer.toString(settings.repeats()));
        settings.duration().ifPresent(time -> texts.put("duration", time.toString()));
        settings.warmUp().ifPresent(time -> texts.put("warm_up", time.toString()));
        settings.rate().ifPresent(perSecond -> texts.put("rate", Integer.toString(perSecond)));
        return texts;
    }

    private void progress(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
