package io.taskstream.task.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.task.TaskApi;
import io.taskstream.task.TaskServiceTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every endpoint, with everything that is wrong: a problem, and nothing written. */
@TaskServiceTest
class BadInputTests {
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    @Autowired
    TaskApi api;

    private String alice;
    private Client client;
    private String path;
    private List<?> before;
    private long keys;

    @BeforeEach
    void task() {
        alice = api.newUser();
        client = api.as(alice);
        path = api.created(client, "{\"title\": \"x\"}");
        before = api.state(alice);
        keys = api.count("select count(*) from idempotency_key");
        api.taskEvents(alice, 1);
    }

    @AfterEach
    void nothing_was_written() {
        assertThat(api.state(alice)).isEqualTo(before);
        assertThat(api.count("select count(*) from idempotency_key")).isEqualTo(keys);
        assertThat(api.taskEvents(alice, 1)).hasSize(1);
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.isProblem()).as(answer.body()).isTrue();
        assertThat(answer.body()).doesNotContain("Exception", "java.", "jackson", "org.", "sql");
    }

    /** An endpoint; bodies are good as far as it takes one. */
    private record Endpoint(String method, String suffix, String body) {
        Answer call(Client client, String path) {
            Client typed = body.isEmpty() ? client : client.with("Content-Type", "application/json");
            return typed.send(
                    method,
                    suffix.startsWith("/api") ? suffix : path + suffix,
                    body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        }

        @Override
        public String toString() {
            return method + " " + (suffix.startsWith("/api") ? suffix : "/api/tasks/{id}" + suffix);
        }
    }

    static Stream<Endpoint> endpoints() {
        return Stream.of(
                new Endpoint("POST", "/api/tasks", "{\"title\": \"new\"}"),
                new Endpoint("GET", "/api/tasks", ""),
                new Endpoint("GET", "", ""),
                new Endpoint("PATCH", "", "{\"title\": \"changed\"}"),
                new Endpoint("POST", "/complete", ""),
                new Endpoint("DELETE", "", ""));
    }

    static Stream<Endpoint> endpointsOfOneTask() {
        return endpoints().filter(endpoint -> !endpoint.suffix().startsWith("/api"));
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void without_a_good_token_nothing_is_said(Endpoint endpoint) {
        String expired = api.issuer()
                .token(claims -> claims.subject(alice)
                        .claim("scope", "tasks")
                        .issueTime(Date.from(Instant.now().minusSeconds(7200)))
                        .expirationTime(Date.from(Instant.now().minusSeconds(3600))));
        String elsewhere = api.issuer()
                .token(claims -> claims.subject(alice).claim("scope", "tasks").audience("another"));

        assertProblem(endpoint.call(api.anonymous(), path), 401);
        assertProblem(endpoint.call(api.anonymous().as(expired), path), 401);
        assertProblem(endpoint.call(api.anonymous().as(elsewhere), path), 401);
        assertProblem(endpoint.call(api.anonymous().as(api.issuer().forgedToken(alice)), path), 401);
        assertProblem(endpoint.call(api.anonymous().as("rubbish"), path), 401);
        assertProblem(endpoint.call(api.anonymous().with("Authorization", "Basic YWxpY2U6YWxpY2U="), path), 401);
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void a_token_that_does_not_allow_it_is_refused(Endpoint endpoint) {
        String noScope = api.issuer().token(claims -> claims.subject(alice).claim("scope", "profile"));

        assertProblem(endpoint.call(api.anonymous().as(noScope), path), 403);
        assertProblem(endpoint.call(api.anonymous().as(api.issuer().chatbotToken()), path), 403);
        assertProblem(endpoint.call(api.as(api.newUser()).with("X-Act-For-User", alice), path), 403);
        assertProblem(endpoint.call(api.chatbotFor("not a user;"), path), 400);
    }

    @ParameterizedTest
    @MethodSource("endpointsOfOneTask")
    void a_task_of_somebody_else_is_not_there(Endpoint endpoint) {
        String mallory = api.newUser();

        Answer others = endpoint.call(api.as(mallory), path);
        Answer nobodys = endpoint.call(api.as(mallory), "/api/tasks/9999999999");

        assertProblem(others, 404);
        assertProblem(nobodys, 404);
        assertThat(others.json().path("detail")).isEqualTo(nobodys.json().path("detail"));
        assertProblem(endpoint.call(api.chatbotFor(mallory), path), 404);
        assertThat(api.as(mallory).get("/api/tasks").json().path("items").size())
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("endpointsOfOneTask")
    void an_id_that_is_none_is_refused(Endpoint endpoint) {
        for (String id : List.of("abc", "1.5", "1e3", "9223372036854775808", "%00", "1%00", "%E2%80%AE1", "NaN")) {
            assertProblem(endpoint.call(client, "/api/tasks/" + id), 400);
        }
        for (String id : List.of("0", "-1", "9223372036854775807")) {
            assertProblem(endpoint.call(client, "/api/tasks/" + id), 404);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\1', textBlock = """
            {"title": "x"                                  | body
            nonsense                                       | body
            []                                             | body
            "title"                                        | body
            null                                           | body
            {"title": "x", "title": "y"}                   | body
            {"title": "x"}{"title": "y"}                   | body
            {"title": "x", "priority": 1}                  | priority
            {"title": "x", "task_id": 7}                   | task_id
            {"title": "x", "user_id": "bob"}               | user_id
            {"title": "x", "dueDate": null}                | dueDate
            {"title": 7}                                   | title
            {"title": true}                                | title
            {"title": {"a": 1}}                            | title
            {"title": null}                                | title
            {"title": ""}                                  | title
            {"title": " \\u2003 "}                         | title
            {"title": "a\\u0000b"}                         | title
            {"title": "a\\nb"}                             | title
            {"title": "a\\u001bb"}                         | title
            {"title": "a\\u202eb"}                         | title
            {"title": "a\\u2066b"}                         | title
            {"title": "a\\ud83d"}                          | title
            {"title": "x", "description": 1}               | description
            {"title": "x", "description": "a\\u0000b"}     | description
            {"title": "x", "description": "a\\u2067b"}     | description
            {"title": "x", "due_date": "2020-01-01T00:00:00Z"}       | due_date
            {"title": "x", "due_date": "9999-12-31T23:59:59Z"}       | due_date
            {"title": "x", "due_date": "2999-01-01T00:00:00Z"}       | due_date
            {"title": "x", "due_date": "0000-01-01T00:00:00Z"}       | due_date
            {"title": "x", "due_date": "2027-02-29T00:00:00Z"}       | due_date
            {"title": "x", "due_date": "2027-01-01"}                 | due_date
            {"title": "x", "due_date": "tomorrow"}                   | due_date
            {"title": "x", "due_date": ""}                           | due_date
            {"title": "x", "due_date": 1900000000}                   | due_date
            {"title": "x", "due_date": {}}                           | due_date
            """)
    void a_bad_body_is_told_by_its_field_where_tasks_are_created_and_where_they_are_changed(String body, String field) {
        for (Answer answer : List.of(
                client.post("/api/tasks", body),
                client.patch(path, body),
                client.with("Idempotency-Key", "bad-" + alice).post("/api/tasks", body))) {
            assertProblem(answer, 400);
            assertThat(answer.errors())
                    .singleElement()
                    .asString()
                    .satisfies(error -> assertThat(error).matches("(?s)(" + field + "|title): .*"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\1', textBlock = """
            {}                                                                     | title
            {"title": "x", "status": "pending"}                                    | status
            {"title": "x", "reminders": {}}                                        | reminders
            {"title": "x", "reminders": [null]}                                    | reminders[0]
            {"title": "x", "reminders": ["2027-01-01T00:00:00Z"]}                  | reminders[0]
            {"title": "x", "reminders": [{}]}                                      | reminders[0].
            {"title": "x", "reminders": [{"remind_at": "2027-01-01T00:00:00Z"}]}   | reminders[0].notification_method
            {"title": "x", "reminders": [{"notification_method": "email"}]}        | reminders[0].remind_at
            {"title": "x", "reminders": [{"remind_at": "2027-01-01T00:00:00Z", "before_due": "PT1H", "notification_method": "email"}]} | reminders[0].remind_at
            {"title": "x", "reminders": [{"before_due": "-PT1H", "notification_method": "email"}]}                | reminders[0].before_due
            {"title": "x", "reminders": [{"before_due": "P367D", "notification_method": "email"}]}                | reminders[0].before_due
            {"title": "x", "reminders": [{"before_due": 60, "notification_method": "email"}]}                     | reminders[0].before_due
            {"title": "x", "reminders": [{"remind_at": "2027-01-01T00:00:00Z", "notification_method": "pigeon"}]} | reminders[0].notification_method
            {"title": "x", "reminders": [{"remind_at": "2027-01-01T00:00:00Z", "notification_method": "EMAIL"}]}  | reminders[0].notification_method
            {"title": "x", "reminders": [{"remind_at": "2020-01-01T00:00:00Z", "notification_method": "email"}]}  | reminders[0].remind_at
            {"title": "x", "reminders": [{"remind_at": "2999-01-01T00:00:00Z", "notification_method": "email"}]}  | reminders[0].remind_at
            {"title": "x", "reminders": [{"remind_at": "2027-01-01T00:00:00Z", "notification_method": "email", "text": ""}]} | reminders[0].text
            """)
    void a_bad_creation_is_told_by_its_field(String body, String field) {
        Answer answer = client.post("/api/tasks", body);

        assertProblem(answer, 400);
        assertThat(answer.errors())
                .isNotEmpty()
                .allSatisfy(error -> assertThat(error).startsWith(field));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\1', textBlock = """
            {"status": null}            | status: must not be null
            {"title": null}             | title: must not be null
            {"status": "done"}          | status: must be one of pending, completed
            {"status": "COMPLETED"}     | status: must be one of pending, completed
            {"status": 1}               | status: must be one of pending, completed
            {"status": ""}              | status: must be one of pending, completed
            {"reminders": []}           | reminders: is not a known field
            {"version": 3}              | version: is not a known field
            """)
    void a_bad_change_is_told_by_its_field(String body, String error) {
        Answer answer = client.patch(path, body);

        assertProblem(answer, 400);
        assertThat(answer.errors()).singleElement().asString().startsWith(error);
    }

    @Test
    void texts_and_lists_that_are_too_long_are_refused() {
        String reminder = "{\"remind_at\": \"2027-01-01T00:00:00Z\", \"notification_method\": \"email\"},";

        assertProblem(client.post("/api/tasks", "{\"title\": \"" + "x".repeat(201) + "\"}"), 400);
        assertProblem(client.patch(path, "{\"title\": \"" + "🚀".repeat(201) + "\"}"), 400);
        assertProblem(
                client.post("/api/tasks", "{\"title\": \"x\", \"description\": \"" + "x".repeat(10_001) + "\"}"), 400);
        assertProblem(client.patch(path, "{\"description\": \"" + "x".repeat(10_001) + "\"}"), 400);
        Answer reminders = client.post(
                "/api/tasks",
                "{\"title\": \"x\", \"reminders\": [" + reminder.repeat(21).substring(0, reminder.length() * 21 - 1)
                        + "]}");
        assertProblem(reminders, 400);
        assertThat(reminders.errors()).singleElement().asString().startsWith("reminders: ");
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void ten_megabytes_are_refused(Endpoint endpoint) {
        byte[] body = ("{\"title\": \"" + "x".repeat(TEN_MEGABYTES) + "\"}").getBytes(StandardCharsets.UTF_8);
        Client typed = client.with("Content-Type", "application/json");
        String target = endpoint.suffix().startsWith("/api") ? endpoint.suffix() : path + endpoint.suffix();

        assertProblem(typed.send(endpoint.method(), target, BodyPublishers.ofByteArray(body)), 413);
        assertProblem(
                typed.send(
                        endpoint.method(), target, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))),
                413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=done",
                "status=PENDING",
                "status=",
                "status=pending&status=completed",
                "due_before=tomorrow",
                "due_before=2027-01-01",
                "due_after=1900000000",
                "due_after=%00",
                "limit=0",
                "limit=101",
                "limit=ten",
                "cursor=abc",
                "cursor=%00",
                "cursor=AQAAAAAAAAAA",
                "sort=title",
                "user_id=bob",
                "status=%E2%80%AEpending"
            })
    void a_list_with_a_bad_filter_is_refused(String query) {
        assertProblem(client.get("/api/tasks?" + query), 400);
    }

    @Test
    void what_is_not_offered_is_refused() {
        assertProblem(client.send("PUT", path, BodyPublishers.ofString("{}")), 405);
        assertProblem(client.delete("/api/tasks"), 405);
        assertProblem(client.get(path + "/complete"), 405);
        assertProblem(client.get("/api/task"), 404);
        assertProblem(client.with("Content-Type", "text/plain").post("/api/tasks", "{\"title\": \"x\"}"), 415);
        assertProblem(client.with("Content-Type", "application/xml").patch(path, "<title/>"), 415);
        assertProblem(client.with("Accept", "application/xml").get(path), 406);
        assertProblem(client.get(path + "?fields=title"), 400);
    }

    @Test
    void a_route_of_the_sidecar_is_closed_to_everybody_else() {
        assertThat(client.post("/dapr/events/task-events", "{}").status()).isEqualTo(401);
        assertThat(client.get("/dapr/subscribe").status()).isEqualTo(401);
        assertThat(client.get("/actuator/env").status()).isEqualTo(404);
    }
}
