package io.taskstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.taskstream.e2e.platform.Api;
import io.taskstream.e2e.platform.Command;
import io.taskstream.e2e.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The example of an integration outside of the platform works as it is written down, both ways. */
class IssueTrackerTests {
    private static final Path EXAMPLE = Path.of("docs/examples/issue-tracker");
    private static final Path OUTPUT = Command.ROOT.resolve("e2e/target/issue-tracker");
    private static final String TRACKER_PORT = "16100";
    private static final String SYNC_PORT = "16101";
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Platform platform = Platform.get();
    private final String user = "sync-" + UUID.randomUUID();
    private final Api tasks = platform.chatbotFor(user);
    private final Api maria = new Api("http://127.0.0.1:" + TRACKER_PORT, null, null);
    private final List<Process> processes = new ArrayList<>();
    private Path links;

    @BeforeEach
    void begin() throws IOException {
        Files.createDirectories(OUTPUT);
        links = OUTPUT.resolve(user + ".db");
        run("tracker", "tracker.py", TRACKER_PORT);
        await().atMost(SOON).ignoreExceptions().until(() -> maria.get("/issues").status() == 200);
        sync();
    }

    private Process sync() throws IOException {
        Process sync = run(
                "sync",
                "sync.py",
                "--port",
                SYNC_PORT,
                "--taskstream",
                tasks.gateway(),
                "--tracker",
                maria.gateway(),
                "--links",
                links.toString(),
                "--act-for",
                user);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(Files.readString(OUTPUT.resolve("sync.log"))).contains("in sync"));
        return sync;
    }

    private Process run(String name, String program, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("python3", EXAMPLE.resolve(program).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Command.ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(OUTPUT.resolve(name + ".log").toFile());
        builder.environment().put("TASKSTREAM_TOKEN", Objects.requireNonNull(tasks.token()));
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : processes) {
            stop(process);
        }
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    @Test
    void a_task_becomes_an_issue_and_an_issue_a_task_and_neither_echoes() throws Exception {
        JsonNode webhook =
                tasks.get("/api/webhooks").expect(200).json().get("items").get(0);
        String path = "/api/webhooks/" + webhook.get("webhook_id").asString();
        assertThat(platform.database("notification").query("select secret from webhook where user_id = ?", user))
                .as("encrypted with the installation's key")
                .singleElement()
                .satisfies(secret -> assertThat(secret).startsWith("aes-gcm:"));

        // from a task to an issue
        long task = tasks.post("/api/tasks", "{\"title\": \"Write the report\", \"description\": \"On paper\"}")
                .expect(201)
                .json()
                .get("task_id")
                .asLong();
        await().atMost(SOON).untilAsserted(() -> assertThat(issue(1)).isNotNull());
        assertThat(issue(1).get("title").asString()).isEqualTo("Write the report");
        assertThat(issue(1).get("body").asString()).isEqualTo("On paper");
        tasks.patch("/api/tasks/" + task, "{\"title\": \"Write the long report\"}", Map.of())
                .expect(200);
        awaitIssue(1, "Write the long report", "open");

        // the issue is closed: so is the task
        maria.patch("/issues/1", "{\"state\": \"closed\"}", Map.of("Authorization", "token maria"))
                .expect(200);
        awaitTask(task, "Write the long report", "completed");

        // from an issue to a task
        maria.post("/issues", "{\"title\": \"It is broken\"}", Map.of("Authorization", "token maria"))
                .expect(201);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                tasks.get("/api/tasks").json().get("items").size())
                        .isEqualTo(2));
        JsonNode other = tasks.get("/api/tasks").json().get("items").get(0);
        assertThat(other.get("title").asString()).isEqualTo("It is broken");
        maria.patch("/issues/2", "{\"title\": \"It was broken\"}", Map.of("Authorization", "token maria"))
                .expect(200);
        awaitTask(other.get("task_id").asLong(), "It was broken", "pending");
        tasks.post("/api/tasks/" + other.get("task_id").asLong() + "/complete", "")
                .expect(200);
        awaitIssue(2, "It was broken", "closed");

        // every change was delivered, and none came back as another: as many versions as changes
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(statuses(path)).hasSize(6).allMatch("delivered"::equals));
        assertThat(tasks.get("/api/tasks").json().get("items").valueStream())
                .allSatisfy(one -> assertThat(one.get("version").asInt()).isEqualTo(3));
        assertThat(issue(1).get("revision").asInt()).isEqualTo(3);
        assertThat(issue(2).get("revision").asInt()).isEqualTo(3);
        assertThat(maria.get("/issues").json().size()).isEqualTo(2);
        assertThat(Files.readString(OUTPUT.resolve("sync.log"))).doesNotContain("failed", "Traceback");
    }

    @Test
    void what_happens_while_the_program_is_down_is_made_up_for_when_it_is_back() throws Exception {
        String path = "/api/webhooks/"
                + tasks.get("/api/webhooks").json().at("/items/0/webhook_id").asString();
        stop(processes.getLast());

        tasks.post("/api/tasks", "{\"title\": \"Meanwhile\"}").expect(201);
        await().atMost(SOON).untilAsserted(() -> assertThat(statuses(path)).containsExactly("retrying"));
        sync();

        // the first retry comes after five seconds, and so does the end of a rest
        await().atMost(SOON).untilAsserted(() -> assertThat(statuses(path)).containsExactly("delivered"));
        assertThat(issue(1).get("title").asString()).isEqualTo("Meanwhile");
    }

    private List<String> statuses(String webhook) {
        return tasks.get(webhook + "/deliveries")
                .json()
                .get("items")
                .valueStream()
                .map(item -> item.get("status").asString())
                .toList();
    }

    private JsonNode issue(int number) {
        return maria.get("/issues/" + number).expect(200).json();
    }

    private void awaitIssue(int number, String title, String state) {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(issue(number).get("title").asString()).isEqualTo(title);
            assertThat(issue(number).get("state").asString()).isEqualTo(state);
        });
    }

    private void awaitTask(long id, String title, String status) {
        await().atMost(SOON).untilAsserted(() -> {
            JsonNode task = tasks.get("/api/tasks/" + id).expect(200).json();
            assertThat(task.get("title").asString()).isEqualTo(title);
            assertThat(task.get("status").asString()).isEqualTo(status);
        });
    }
}
