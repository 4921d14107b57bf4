package io.taskstream.cluster.tools;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Helm, and the chart. */
public final class Helm {
    /** The chart's folder. */
    public static final Path CHART = Checkout.path("charts/taskstream");

    /** The namespace that templates are rendered for. */
    public static final String NAMESPACE = "taskstream";

    private Helm() {}

    public static Command command(Object... words) {
        return Command.of(Tools.path("helm")).with(words);
    }

    /** Renders the chart with more flags, such as {@code -f FILE} or {@code --set a=b}. */
    public static Command.Result tryTemplate(String... flags) {
        return command("template", "taskstream", CHART, "--namespace", NAMESPACE)
                .with((Object[]) flags)
                .run();
    }

    /** The resources that the chart makes of a values file and more flags. */
    public static Manifests template(String valuesFile, String... flags) {
        List<String> all =
                new ArrayList<>(List.of("-f", CHART.resolve(valuesFile).toString()));
        all.addAll(List.of(flags));
        return Manifests.parse(command("template", "taskstream", CHART, "--namespace", NAMESPACE)
                .with(all.toArray())
                .output());
    }
}
