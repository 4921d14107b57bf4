package io.taskstream.bench.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that a run found, as text for people and as JSON for programs.
 *
 * @param versions of what took part
 * @param settings repeats and durations
 */
public record Report(
        Instant startedAt,
        Machine machine,
        Map<String, String> versions,
        Map<String, String> settings,
        List<Outcome> outcomes) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    public void writeJson(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json()));
    }

    private Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("started_at", startedAt.toString());
        json.put("machine", machine);
        json.put("versions", versions);
        json.put("settings", settings);
        json.put("outcomes", outcomes.stream().map(Report::json).toList());
        return json;
    }

    private static Map<String, Object> json(Outcome outcome) {
        Map<String, Object> series = new LinkedHashMap<>();
        outcome.series().forEach(one -> series.put(one.contender(), json(one)));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", outcome.title());
        json.put("findings", outcome.findings().stream().map(Report::json).toList());
        json.put("series", series);
        json.put("notes", outcome.notes());
        return json;
    }

    private static Map<String, Object> json(Finding finding) {
        Map<String, Object> json = new LinkedHashMap<>();
        BiConsumer<String, @Nullable Object> put = (name, value) -> {
            if (value != null) {
                json.put(name, value);
            }
        };
        put.accept("metric", finding.metric().name());
        put.accept("unit", finding.metric().unit());
        put.accept("ours", finding.ours());
        put.accept("yardstick", finding.yardstick());
        put.accept("ratio", finding.ratio());
        put.accept("goal", finding.goal());
        put.accept("verdict", finding.verdict().name().toLowerCase(java.util.Locale.ROOT));
        put.accept("why", finding.why());
        return json;
    }

    private static Map<String, Object> json(Series series) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        series.metrics()
                .forEach(metric -> metrics.put(
                        metric.name(),
                        Map.of(
                                "unit", metric.unit(),
                                "median", series.median(metric),
                                "values",
                                        Arrays.stream(series.values(metric))
                                                .boxed()
                                                .toList())));
        return metrics;
    }

    /** Every contender's figures of one outcome. */
    public static String details(Outcome outcome) {
        Table table = new Table("contender", "metric", "median", "min", "max");
        for (Series series : outcome.series()) {
            for (Metric metric : series.metrics()) {
                table.row(
                        series.contender(),
                        metric.toString(),
                        Table.number(series.median(metric)),
                        Table.number(series.min(metric)),
                        Table.number(series.max(metric)));
            }
        }
        StringBuilder text = new StringBuilder(outcome.title()).append("\n\n").append(table);
        outcome.notes().forEach(note -> text.append("  ").append(note).append('\n'));
        return text.toString();
    }

    /** The goals of all outcomes, with what was found. */
    public String summary() {
        Table table = new Table("benchmark", "metric", "ours", "yardstick", "ratio", "goal", "verdict");
        StringBuilder reasons = new StringBuilder();
        for (Outcome outcome : outcomes) {
            for (Finding finding : outcome.findings()) {
                table.row(
                        outcome.title(),
                        finding.metric().toString(),
                        Table.number(finding.ours()),
                        Table.number(finding.yardstick()),
                        Table.number(finding.ratio()),
                        finding.goal(),
                        finding.verdict().toString());
                if (finding.why() != null) {
                    reasons.append(outcome.title())
                            .append(": not measured: ")
                            .append(finding.why())
                            .append('\n');
                }
            }
        }
        return table + "\n" + reasons + machine.describe();
    }

    /** Whether every goal was held against a measurement. */
    public boolean complete() {
        return outcomes.stream()
                .flatMap(outcome -> outcome.findings().stream())
                .noneMatch(finding -> finding.verdict() == Verdict.NOT_MEASURED);
    }
}
