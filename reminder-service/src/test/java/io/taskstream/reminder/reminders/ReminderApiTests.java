package io.taskstream.reminder.reminders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.reminder.Platform;
import io.taskstream.reminder.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ServiceTest
class ReminderApiTests {
    private static final Instant TOMORROW =
            Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    private static final String EMAIL_TOMORROW = body(TOMORROW.toString(), "email");

    @Autowired
    Platform platform;

    @Autowired
    TestIssuer issuer;

    private Client alice;
    private Client bob;

    @BeforeEach
    void logIn() {
        alice = new Client(platform.port()).as(issuer.token("alice"));
        bob = new Client(platform.port()).as(issuer.token("bob"));
    }

    private static String body(String remindAt, String method) {
        return """
                {"remind_at": "%s", "notification_method": "%s"}""".formatted(remindAt, method);
    }

    private static String with(String more) {
        return """
                {"remind_at": "%s", "notification_method": "email", %s}""".formatted(TOMORROW, more);
    }

    private static String relative(String beforeDue) {
        return """
                {"before_due": "%s", "notification_method": "email"}""".formatted(beforeDue);
    }

    private static <T> CompletableFuture<T> atTheSameTime(Supplier<T> request) {
        return CompletableFuture.supplyAsync(request, task -> Thread.ofVirtual().start(task));
    }

    private static String of(long task) {
        return "/api/tasks/" + task + "/reminders";
    }

    @Test
    void a_reminder_is_scheduled_read_listed_and_cancelled() {
        long task = platform.task("alice");

        Answer created = alice.post(of(task), EMAIL_TOMORROW);

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.header("ETag")).contains("\"1\"");
        JsonNode reminder = created.json();
        assertThat(reminder.get("task_id").asLong()).isEqualTo(task);
        assertThat(reminder.get("user_id").asString()).isEqualTo("alice");
        assertThat(reminder.get("remind_at").asString()).isEqualTo(TOMORROW.toString());
        assertThat(reminder.get("notification_method").asString()).isEqualTo("email");
        assertThat(reminder.get("status").asString()).isEqualTo("scheduled");
        assertThat(reminder.get("version").asLong()).isEqualTo(1);
        assertThat(reminder.has("fired_at")).isFalse();

        String location = created.header("Location").orElseThrow();
        assertThat(location)
                .isEqualTo("/api/reminders/" + reminder.get("reminder_id").asLong());
        Answer read = alice.get(location);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json()).isEqualTo(reminder);
        assertThat(alice.get(of(task)).json().get("items")).containsExactly(reminder);

        assertThat(alice.delete(location).status()).isEqualTo(204);
        assertThat(alice.delete(location).status()).isEqualTo(204);
        Answer cancelled = alice.get(location);
        assertThat(cancelled.json().get("status").asString()).isEqualTo("cancelled");
        assertThat(cancelled.header("ETag")).contains("\"2\"");
    }

    @Test
    void a_list_comes_in_pages_in_the_order_of_creation() {
        long task = platform.task("alice", TOMORROW, TOMORROW, TOMORROW, TOMORROW, TOMORROW);

        assertThat(alice.pages(of(task), 2))
                .extracting(item -> item.get("reminder_id").asLong())
                .hasSize(5)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void a_repeated_key_gives_the_first_answer_and_no_second_reminder() {
        long task = platform.task("alice");
        Client keyed = alice.with("Idempotency-Key", "key-" + task);

        Answer first = keyed.post(of(task), EMAIL_TOMORROW);
        Answer again = keyed.post(of(task), EMAIL_TOMORROW);
        Answer other = keyed.post(of(task), body(TOMORROW.plusSeconds(1).toString(), "email"));

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(platform.statuses(task)).hasSize(1);
    }

    @Test
    void what_belongs_to_somebody_else_is_not_found() {
        long task = platform.task("alice");
        String location =
                alice.post(of(task), EMAIL_TOMORROW).header("Location").orElseThrow();

        assertThat(List.of(
                        bob.get(location), bob.delete(location), bob.get(of(task)), bob.post(of(task), EMAIL_TOMORROW)))
                .allSatisfy(answer -> {
                    assertThat(answer.status()).isEqualTo(404);
                    assertThat(answer.isProblem()).isTrue();
                });
        assertThat(platform.statuses(task)).containsExactly("SCHEDULED");
    }

    @Test
    void without_a_token_nothing_is_shown() {
        Client nobody = new Client(platform.port());
        assertThat(List.of(
                        nobody.get("/api/reminders/1"),
                        nobody.post(of(1), EMAIL_TOMORROW),
                        nobody.as(issuer.forgedToken("alice")).get("/api/reminders/1")))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(401));
    }

    @Test
    void a_chatbot_acts_for_the_user_it_names() {
        long task = platform.task("alice");
        Client chatbot = new Client(platform.port()).as(issuer.chatbotToken());

        assertThat(chatbot.with("X-Act-For-User", "alice")
                        .post(of(task), EMAIL_TOMORROW)
                        .status())
                .isEqualTo(201);
        assertThat(chatbot.with("X-Act-For-User", "bob").get(of(task)).status()).isEqualTo(404);
        assertThat(chatbot.get(of(task)).status()).isEqualTo(403);
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(
                Arguments.of("{", "body"),
                Arguments.of("[]", "body"),
                Arguments.of("", "body"),
                Arguments.of("{\"notification_method\": \"email\"}", "remind_at"),
                Arguments.of("{\"remind_at\": \"" + TOMORROW + "\"}", "notification_method"),
                Arguments.of(body(TOMORROW.toString(), "pigeon"), "notification_method"),
                Arguments.of(body(TOMORROW.toString(), "EMAIL"), "notification_method"),
                Arguments.of(body(TOMORROW.toString(), ""), "notification_method"),
                Arguments.of(body("tomorrow", "email"), "remind_at"),
                Arguments.of(body("2027-02-30T00:00:00Z", "email"), "remind_at"),
                Arguments.of(body(Instant.now().minusSeconds(120).toString(), "email"), "remind_at"),
                Arguments.of(body("2999-01-01T00:00:00Z", "email"), "remind_at"),
                Arguments.of(body(TOMORROW + "\\u0000", "email"), "remind_at"),
                Arguments.of("{\"remind_at\": 1790000000, \"notification_method\": \"email\"}", "remind_at"),
                Arguments.of("{\"notification_method\": \"email\", \"before_due\": null}", "remind_at"),
                Arguments.of(with("\"before_due\": \"PT1H\""), "before_due"),
                Arguments.of(relative("-PT1H"), "before_due"),
                Arguments.of(relative("PT-1S"), "before_due"),
                Arguments.of(relative("P367D"), "before_due"),
                Arguments.of(relative("PT9223372036854775807S"), "before_due"),
                Arguments.of(relative("P99999999999999999999D"), "before_due"),
                Arguments.of(relative("P" + "1".repeat(10_000) + "D"), "before_due"),
                Arguments.of(relative("PT0.5S"), "before_due"),
                Arguments.of(relative("P1M"), "before_due"),
                Arguments.of(relative("an hour"), "before_due"),
                Arguments.of(relative(""), "before_due"),
                Arguments.of("{\"before_due\": 3600, \"notification_method\": \"email\"}", "before_due"),
                Arguments.of(with("\"repeat\": true"), "repeat"),
                Arguments.of(with("\"repeat\": {}"), "repeat.every"),
                Arguments.of(with("\"repeat\": {\"every\": null}"), "repeat.every"),
                Arguments.of(with("\"repeat\": {\"every\": \"PT0S\"}"), "repeat.every"),
                Arguments.of(with("\"repeat\": {\"every\": \"PT59S\"}"), "repeat.every"),
                Arguments.of(with("\"repeat\": {\"every\": \"-PT10M\"}"), "repeat.every"),
                Arguments.of(with("\"repeat\": {\"every\": \"P32D\"}"), "repeat.every"),
                Arguments.of(with("\"repeat\": {\"every\": \"PT10M\", \"times\": 0}"), "repeat.times"),
                Arguments.of(with("\"repeat\": {\"every\": \"PT10M\", \"times\": -1}"), "repeat.times"),
                Arguments.of(with("\"repeat\": {\"every\": \"PT10M\", \"times\": 101}"), "repeat.times"),
                Arguments.of(with("\"repeat\": {\"every\": \"PT10M\", \"times\": 1.5}"), "repeat.times"),
                Arguments.of(with("\"repeat\": {\"every\": \"PT10M\", \"times\": 99999999999}"), "repeat.times"),
                Arguments.of(with("\"repeat\": {\"every\": \"PT10M\", \"until\": 1}"), "repeat.until"),
                Arguments.of(with("\"ignore_quiet_hours\": \"yes\""), "ignore_quiet_hours"),
                Arguments.of(with("\"ignore_quiet_hours\": 1"), "ignore_quiet_hours"),
                Arguments.of(
                        "{\"remind_at\": \"" + TOMORROW
                                + "\", \"notification_method\": \"email\", \"status\": \"fired\"}",
                        "status"));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void a_bad_body_is_refused_with_its_field_named_and_nothing_is_written(String body, String field) {
        long task = platform.task("alice");

        Answer answer = alice.post(of(task), body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.errors()).singleElement().asString().startsWith(field + ": ");
        assertThat(platform.statuses(task)).isEmpty();
    }

    @Test
    void bad_ids_and_parameters_are_client_errors() {
        long task = platform.task("alice");
        assertThat(alice.get("/api/reminders/seven").status()).isEqualTo(400);
        assertThat(alice.get("/api/reminders/99999999999999999999").status()).isEqualTo(400);
        assertThat(alice.get("/api/reminders/-1").status()).isEqualTo(404);
        assertThat(alice.get(of(task) + "?limit=0").status()).isEqualTo(400);
        assertThat(alice.get(of(task) + "?cursor=%00").status()).isEqualTo(400);
        assertThat(alice.get(of(task) + "?sort=up").status()).isEqualTo(400);
        assertThat(alice.with("If-Match", "1").delete("/api/reminders/1").status())
                .isEqualTo(400);
        assertThat(alice.post("/api/reminders/1", "{}").status()).isEqualTo(405);
    }

    @Test
    void a_body_of_megabytes_is_refused() {
        long task = platform.task("alice");
        assertThat(alice.post(of(task), "\"" + "x".repeat(10_000_000) + "\"").status())
                .isEqualTo(413);
    }

    @Test
    void a_stale_version_is_refused() {
        long task = platform.task("alice");
        String location =
                alice.post(of(task), EMAIL_TOMORROW).header("Location").orElseThrow();

        assertThat(alice.with("If-Match", "\"7\"").delete(location).status()).isEqualTo(412);
        assertThat(platform.statuses(task)).containsExactly("SCHEDULED");
        assertThat(alice.with("If-Match", "\"1\"").delete(location).status()).isEqualTo(204);
        assertThat(platform.statuses(task)).containsExactly("CANCELLED");
    }

    @Test
    void what_has_fired_can_not_be_cancelled() {
        long task = platform.task("alice", TOMORROW);
        platform.dueSince(task, Duration.ofSeconds(30));
        platform.tickUntil(() -> assertThat(platform.statuses(task)).containsExactly("FIRED"));
        JsonNode fired = alice.get(of(task)).json().at("/items/0");

        assertThat(fired.get("status").asString()).isEqualTo("fired");
        assertThat(fired.get("late").asBoolean()).isTrue();
        assertThat(fired.has("fired_at")).isTrue();
        assertThat(alice.delete("/api/reminders/" + fired.get("reminder_id").asLong())
                        .status())
                .isEqualTo(409);
    }

    @Test
    void a_completed_task_takes_no_reminders_and_a_deleted_one_is_gone() {
        long task = platform.task("alice");
        platform.deliver(Platform.completed(task, "alice", 2));
        assertThat(alice.post(of(task), EMAIL_TOMORROW).status()).isEqualTo(409);

        platform.deliver(Platform.deleted(task, "alice", 3));
        assertThat(alice.post(of(task), EMAIL_TOMORROW).status()).isEqualTo(404);
        assertThat(alice.get(of(task)).status()).isEqualTo(404);
        assertThat(platform.statuses(task)).isEmpty();
    }

    @Test
    void a_task_has_at_most_fifty_scheduled_reminders_also_when_asked_at_the_same_time() {
        Instant[] almost =
                IntStream.range(0, Reminders.MOST - 2).mapToObj(i -> TOMORROW).toArray(Instant[]::new);
        long task = platform.task("alice", almost);

        List<Integer> statuses = IntStream.range(0, 6)
                .mapToObj(i ->
                        atTheSameTime(() -> alice.post(of(task), EMAIL_TOMORROW).status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses)
                .containsOnly(201, 409)
                .filteredOn(status -> status == 201)
                .hasSize(2);
        assertThat(platform.statuses(task)).hasSize(Reminders.MOST);
    }

    @Test
    void a_task_that_was_created_just_now_is_waited_for() {
        long task = Platform.newTaskId();
        CompletableFuture<Answer> early = atTheSameTime(() -> alice.post(of(task), EMAIL_TOMORROW));

        await().pollDelay(Duration.ofMillis(150)).until(() -> true);
        assertThat(early).isNotDone();
        platform.deliver(Platform.created(task, "alice"));

        assertThat(early.join().status()).isEqualTo(201);
    }

    @Test
    void a_task_that_never_comes_is_not_found_before_long_and_the_answer_says_what_to_do() {
        Answer answer = alice.post(of(Platform.newTaskId()), EMAIL_TOMORROW);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("detail").asString()).contains("try again");
    }

    @Test
    void only_so_many_requests_wait_at_the_same_time() {
        List<CompletableFuture<Duration>> requests = IntStream.range(0, 6)
                .mapToObj(i -> atTheSameTime(() -> {
                    long start = System.nanoTime();
                    alice.get(of(Platform.newTaskId()));
                    return Duration.ofNanos(System.nanoTime() - start);
                }))
                .toList();

        assertThat(requests.stream().map(CompletableFuture::join))
                .filteredOn(took -> took.compareTo(Duration.ofMillis(600)) > 0)
                .hasSizeLessThanOrEqualTo(3);
    }
}
