package io.taskstream.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.e2e.platform.Api;
import io.taskstream.e2e.platform.Api.Answer;
import io.taskstream.e2e.platform.Command;
import io.taskstream.e2e.platform.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** All databases go back to one instant while Kafka does not, with the steps of docs/operations/backup.md. */
class RestoreTests {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final List<String> SERVICES = List.of("task-service", "reminder-service", "notification-service");
    /** As the page has them in its third step. */
    private static final Pattern PSQL = Pattern.compile("^ *psql (\\w+) +-c \"(.+)\"$", Pattern.MULTILINE);

    @Test
    void after_a_restore_what_came_later_is_gone_and_everything_goes_on() throws Exception {
        try (Installation installation =
                Installation.empty("restore", 13_000, "gateway," + String.join(",", SERVICES))) {
            installation.up();
            Api alice = installation.as("alice");
            String kept = create(alice, "Kept", Instant.now().plusSeconds(20));
            awaitTitle(installation, kept, "Kept");
            Path backup = backUp(installation);
            Instant instant = Instant.now();

            rename(alice, kept, "Renamed in the lost time");
            String lost = create(alice, "Lost", Instant.now().plus(Duration.ofDays(1)));
            awaitTitle(installation, kept, "Renamed in the lost time");
            awaitTitle(installation, lost, "Lost");
            installation.mails().await1("alice@example.com", "Renamed in the lost time", PATIENCE);

            restore(installation, backup, instant);
            await().atMost(PATIENCE).until(() -> alice.get(kept).status() == 200);
            assertThat(alice.get(kept).json().get("title").asString()).isEqualTo("Kept");
            alice.get(lost).expect(404);

            rename(alice, kept, "Renamed after the restore");
            awaitTitle(installation, kept, "Renamed after the restore");
            String next = create(alice, "After the restore", Instant.now().plusSeconds(2));
            assertThat(next).isNotEqualTo(lost);
            installation.mails().await1("alice@example.com", "After the restore", PATIENCE);
            assertThat(installation
                            .database("reminder")
                            .query("select late from reminder where task_id = ?::bigint", id(kept)))
                    .containsExactly("t");
            assertThat(installation.mails().to("alice@example.com", ""))
                    .as("it rang in the lost time, and once more when that was forgotten; the new one rang once")
                    .hasSize(3);
        }
    }

    private static Path backUp(Installation installation) throws Exception {
        installation.stop("postgres");
        Path backup = installation.data().resolveSibling("restore-backup");
        FileSystemUtils.deleteRecursively(backup);
        copy(installation.data().resolve("postgres"), backup);
        installation.start("postgres");
        return backup;
    }

    private static void restore(Installation installation, Path backup, Instant instant) throws Exception {
        SERVICES.forEach(service -> {
            installation.stop(service);
            installation.stop(service + "-sidecar");
        });
        installation.stop("postgres");
        FileSystemUtils.deleteRecursively(installation.data().resolve("postgres"));
        copy(backup, installation.data().resolve("postgres"));
        installation.start("postgres");
        String page = Files.readString(Command.ROOT.resolve("docs/operations/backup.md"));
        assertThat(PSQL.matcher(page).results().toList())
                .hasSize(3)
                .allSatisfy(step -> installation.database(step.group(1)).execute(step.group(2)));
        setBack(installation.kafka(), "reminder-service", instant.minus(MARGIN));
        SERVICES.parallelStream().forEach(service -> {
            installation.start(service);
            installation.start(service + "-sidecar");
        });
    }

    private static void copy(Path from, Path to) {
        Command.run(PATIENCE, List.of("cp", "-a", from.toString(), to.toString()))
                .ok();
    }

    /** What {@code kafka-consumer-groups.sh --reset-offsets --to-datetime … --all-topics} does. */
    private static void setBack(String brokers, String group, Instant to)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
            Map<TopicPartition, OffsetSpec> then =
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().keySet().stream()
                            .collect(Collectors.toMap(
                                    partition -> partition, partition -> OffsetSpec.forTimestamp(to.toEpochMilli())));
            Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
            admin.listOffsets(then).all().get().forEach((partition, offset) -> {
                // nothing came after that instant: it stays at the end
                if (offset.offset() >= 0) {
                    positions.put(partition, new OffsetAndMetadata(offset.offset()));
                }
            });
            admin.alterConsumerGroupOffsets(group, positions).all().get();
        }
    }

    private static String create(Api user, String title, Instant remindAt) {
        return requireNonNull(user.post("/api/tasks", """
                                {"title": "%s", "reminders": [{"remind_at": "%s", "notification_method": "email"}]}
                                """.formatted(title, remindAt))
                .expect(201)
                .header("Location"));
    }

    private static void rename(Api user, String task, String title) {
        Answer found = user.get(task).expect(200);
        user.patch(task, "{\"title\": \"" + title + "\"}", Map.of("If-Match", requireNonNull(found.header("ETag"))))
                .expect(200);
    }

    /** Until reminder-service, which hears of tasks, knows it by that title. */
    private static void awaitTitle(Installation installation, String task, String title) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(installation
                                .database("reminder")
                                .query("select title from task_view where task_id = ?::bigint", id(task)))
                        .containsExactly(title));
    }

    private static String id(String task) {
        return task.substring(task.lastIndexOf('/') + 1);
    }
}
