package io.taskstream.bench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTests {
    private static final List<Series> SERIES = List.of(
            new Series("ours", List.of(Measurement.of(Metric.THROUGHPUT, 1234).and(Metric.P99, 7.25))),
            new Series("peer", List.of(Measurement.of(Metric.THROUGHPUT, 2000))));
    private static final Goal GOAL = new Goal.Ratio(Metric.THROUGHPUT, "ours", "peer", Bound.AT_LEAST, 0.5);

    @Test
    void the_json_holds_every_value_the_goals_and_where_they_come_from(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("reports/bench.json");
        report(Outcome.of("create", SERIES, List.of(GOAL), List.of("a note"))).writeJson(file);
        JsonNode json = JsonMapper.shared().readTree(file);
        assertThat(json.at("/machine/processors").asInt()).isEqualTo(2);
        assertThat(json.at("/versions/java").asString()).isEqualTo("25");
        JsonNode outcome = json.at("/outcomes/0");
        assertThat(outcome.at("/series/ours/p99/values/0").asDouble()).isEqualTo(7.25);
        assertThat(outcome.at("/series/peer/throughput/median").asDouble()).isEqualTo(2000);
        assertThat(outcome.at("/findings/0/ratio").asDouble()).isEqualTo(0.617);
        assertThat(outcome.at("/findings/0/verdict").asString()).isEqualTo("met");
        assertThat(outcome.at("/notes/0").asString()).isEqualTo("a note");
    }

    @Test
    void the_summary_puts_the_goal_beside_what_was_found() {
        assertThat(report(Outcome.of("create", SERIES, List.of(GOAL), List.of()))
                        .summary())
                .contains("create     throughput [/s]  1,234      2,000  0.617  ≥ 0.500 × peer  met");
    }

    @Test
    void a_goal_without_its_yardstick_is_never_counted_as_met() {
        Report report =
                report(new Outcome("create", SERIES, List.of(GOAL.notMeasured("pgbench is missing")), List.of()));
        assertThat(report.complete()).isFalse();
        assertThat(report.summary()).contains("NOT MEASURED").contains("create: not measured: pgbench is missing");
    }

    @Test
    void a_busy_machine_is_told() {
        assertThat(new Machine("Linux", "processor", 2, 1024, 1.5).describe()).contains("take the figures with care");
        assertThat(new Machine("Linux", "processor", 2, 1024, 0.2).describe()).doesNotContain("care");
    }

    @Test
    void numbers_show_what_can_be_read() {
        assertThat(List.of(Table.number(1234567.8), Table.number(123.45), Table.number(1.234), Table.number(0.0567)))
                .containsExactly("1,234,568", "123.5", "1.23", "0.057");
        assertThat(Table.number(null)).isEqualTo("–");
    }

    private static Report report(Outcome outcome) {
        return new Report(
                Instant.EPOCH,
                new Machine("Linux", "processor", 2, 1024, 0.1),
                Map.of("java", "25"),
                Map.of("repeats", "1"),
                List.of(outcome));
    }
}
