package io.taskstream.eventing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.taskstream.contracts.TaskChange;
import io.taskstream.contracts.TaskData;
import io.taskstream.contracts.TaskEvent;
import io.taskstream.contracts.TaskStatus;
import io.taskstream.contracts.Topics;
import io.taskstream.eventing.outbox.Outbox;
import io.taskstream.eventing.testing.FakeSidecar;
import io.taskstream.eventing.testing.ServiceContext;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ServiceContext.class)
class RelayTests {
    @Autowired
    Outbox outbox;

    @Autowired
    FakeSidecar sidecar;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    DataSource dataSource;

    @Autowired
    OpenTelemetry telemetry;

    @Autowired
    Environment environment;

    TransactionTemplate transaction;

    @Autowired
    void transactions(PlatformTransactionManager manager) {
        transaction = new TransactionTemplate(manager);
    }

    @BeforeEach
    void clean() {
        sidecar.reset();
        sidecar.start();
        await().untilAsserted(() -> assertThat(waiting()).isZero());
        sidecar.reset();
    }

    @Test
    void a_committed_event_is_published_with_its_key_and_leaves_the_outbox() {
        UUID id = append(task(7, 1)).getFirst();
        await().untilAsserted(() -> assertThat(sidecar.published()).hasSize(1));
        FakeSidecar.Published published = sidecar.published().getFirst();
        assertThat(published.topic()).isEqualTo(Topics.TASK_EVENTS);
        assertThat(published.key()).isEqualTo("7");
        assertThat(published.envelope().get("id").asString()).isEqualTo(id.toString());
        assertThat(published.envelope().get("source").asString()).isEqualTo("/test-service");
        assertThat(id.version()).isEqualTo(7);
        await().untilAsserted(() -> assertThat(waiting()).isZero());
    }

    @Test
    void an_event_of_a_transaction_that_was_rolled_back_is_never_published() {
        transaction.executeWithoutResult(status -> {
            outbox.append(task(1, 1));
            status.setRollbackOnly();
        });
        append(task(2, 1));
        await().untilAsserted(() -> assertThat(sidecar.published()).hasSize(1));
        assertThat(keys()).containsExactly("2");
    }

    @Test
    void an_event_outside_of_a_transaction_is_refused() {
        assertThatThrownBy(() -> outbox.append(task(1, 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("transaction");
    }

    @Test
    void an_event_carries_the_trace_of_its_cause() {
        Span span = telemetry.getTracer("test").spanBuilder("request").startSpan();
        try (Scope _ = span.makeCurrent()) {
            append(task(1, 1));
        } finally {
            span.end();
        }
        await().untilAsserted(() -> assertThat(sidecar.published()).hasSize(1));
        assertThat(sidecar.published().getFirst().envelope().get("causetrace").asString())
                .contains(span.getSpanContext().getTraceId());
    }

    @Test
    void nothing_is_lost_while_the_sidecar_is_down_and_ids_stay_the_same() {
        sidecar.stop();
        List<UUID> ids = LongStream.rangeClosed(1, 50)
                .mapToObj(n -> append(task(1, n)).getFirst())
                .toList();
        assertThat(waiting()).isEqualTo(50);
        sidecar.start();
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(sidecar.published(Topics.TASK_EVENTS).stream()
                        .map(event -> UUID.fromString(event.get("id").asString())))
                .containsExactlyElementsOf(ids);
    }

    @Test
    void what_the_broker_refuses_goes_again_and_later_events_of_its_key_wait_for_the_next_batch() {
        Set<String> refusedOnce = ConcurrentHashMap.newKeySet();
        sidecar.refuse(event -> event.get("partitionkey").asString().equals("3")
                && refusedOnce.add(event.get("id").asString()));
        transaction.executeWithoutResult(status -> LongStream.rangeClosed(1, 5).forEach(task -> {
            outbox.append(task(task, 1));
            outbox.append(task(task, 2));
        }));
        await().untilAsserted(() -> assertThat(sidecar.published()).hasSize(10));
        assertThat(versions("3")).containsExactly(1L, 2L);
        await().untilAsserted(() -> assertThat(waiting()).isZero());
    }

    @Test
    void several_instances_keep_the_order_of_each_key_and_take_over_from_one_another() {
        try (ConfigurableApplicationContext second = anotherInstance()) {
            Outbox otherOutbox = second.getBean(Outbox.class);
            TransactionTemplate otherTransaction =
                    new TransactionTemplate(second.getBean(PlatformTransactionManager.class));
            for (long version = 1; version <= 300; version++) {
                TaskEvent event = task(version % 3, version);
                if (version % 2 == 0) {
                    append(event);
                } else {
                    otherTransaction.executeWithoutResult(status -> otherOutbox.append(event));
                }
            }
            await().untilAsserted(() -> assertThat(sidecar.published()).hasSize(300));
            for (String key : List.of("0", "1", "2")) {
                assertThat(versions(key)).isSorted().hasSize(100);
            }
        }
        append(task(9, 1));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(keys()).contains("9"));
    }

    @Test
    void batches_stay_below_what_a_sidecar_takes() {
        String description = "x".repeat(40_000);
        transaction.executeWithoutResult(status -> LongStream.rangeClosed(1, 120)
                .forEach(n -> outbox.append(new TaskEvent(
                        TaskChange.CREATED,
                        n,
                        "alice",
                        new TaskData("big", description, null, TaskStatus.PENDING),
                        Instant.EPOCH,
                        1,
                        null,
                        null))));
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(new HashSet<>(keys())).hasSize(120));
    }

    @Test
    void an_idle_transaction_elsewhere_does_not_hold_the_outbox_up() throws Exception {
        try (Connection idle = dataSource.getConnection()) {
            idle.setAutoCommit(false);
            idle.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            idle.createStatement().execute("select count(*) from outbox");
            for (int round = 0; round < 20; round++) {
                int first = round * 500;
                transaction.executeWithoutResult(status -> outbox.append(LongStream.range(first, first + 500)
                        .mapToObj(n -> task(n, 1))
                        .toList()));
            }
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(sidecar.published()).hasSize(10_000));
            idle.rollback();
        }
    }

    @Test
    void an_event_that_is_committed_long_after_later_ones_is_published_before_what_follows_it() throws Exception {
        CountDownLatch appended = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        Thread late = Thread.ofPlatform()
                .start(() -> transaction.executeWithoutResult(status -> {
                    outbox.append(task(1, 1));
                    appended.countDown();
                    await().atMost(Duration.ofSeconds(20)).until(() -> commit.getCount() == 0);
                }));
        appended.await();
        AtomicLong others = new AtomicLong(1);
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).until(() -> {
            append(task(others.incrementAndGet(), 1));
            return !keys().contains("1");
        });

        commit.countDown();
        late.join();
        append(task(1, 2));

        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(versions("1")).containsExactly(1L, 2L));
    }

    private ConfigurableApplicationContext anotherInstance() {
        return new SpringApplicationBuilder(TestService.class)
                .properties(
                        "server.port=0",
                        "spring.datasource.url=" + environment.getProperty("spring.datasource.url"),
                        "spring.datasource.username=" + environment.getProperty("spring.datasource.username"),
                        "spring.datasource.password=" + environment.getProperty("spring.datasource.password"),
                        "dapr.grpc.port=" + environment.getProperty("dapr.grpc.port"),
                        "app.api.token=" + environment.getProperty("app.api.token"))
                .run();
    }

    private List<UUID> append(TaskEvent event) {
        return transaction.execute(status -> List.of(outbox.append(event)));
    }

    private static TaskEvent task(long id, long version) {
        return new TaskEvent(
                TaskChange.UPDATED,
                id,
                "alice",
                new TaskData("A task", null, null, TaskStatus.PENDING),
                Instant.EPOCH,
                version,
                null,
                null);
    }

    private long waiting() {
        return jdbc.queryForObject("select count(*) from outbox", Long.class);
    }

    private List<String> keys() {
        return sidecar.published().stream().map(FakeSidecar.Published::key).toList();
    }

    private List<Long> versions(String key) {
        return sidecar.published().stream()
                .filter(event -> event.key().equals(key))
                .map(FakeSidecar.Published::envelope)
                .map(JsonNode.class::cast)
                .map(event -> event.at("/data/version").asLong())
                .toList();
    }
}
