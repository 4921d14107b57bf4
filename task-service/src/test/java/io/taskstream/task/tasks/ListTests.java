package io.taskstream.task.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.testing.Client;
import io.taskstream.task.TaskApi;
import io.taskstream.task.TaskServiceTest;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@TaskServiceTest
class ListTests {
    @Autowired
    TaskApi api;

    private String alice;
    private Client client;

    @BeforeEach
    void alice() {
        alice = api.newUser();
        client = api.as(alice);
    }

    private void create(int count) {
        for (int i = 1; i <= count; i++) {
            api.created(client, "{\"title\": \"" + i + "\"}");
        }
    }

    private List<String> titles(String query) {
        List<String> titles = new ArrayList<>();
        client.get("/api/tasks" + query)
                .json()
                .path("items")
                .forEach(item -> titles.add(item.path("title").asString()));
        return titles;
    }

    @Test
    void the_newest_come_first() {
        create(3);

        assertThat(titles("")).containsExactly("3", "2", "1");
    }

    @Test
    void nobody_else_is_in_it() {
        create(1);
        api.created(api.as(api.newUser()), "{\"title\": \"of another\"}");

        assertThat(titles("")).containsExactly("1");
    }

    @Test
    void the_pages_together_are_the_list() {
        create(7);
        List<String> titles = new ArrayList<>();
        String query = "?limit=3";
        int pages = 0;
        while (true) {
            JsonNode page = client.get("/api/tasks" + query).json();
            page.path("items").forEach(item -> titles.add(item.path("title").asString()));
            pages++;
            if (page.path("next_cursor").isNull()) {
                break;
            }
            query = "?limit=3&cursor=" + page.path("next_cursor").asString();
        }

        assertThat(titles).containsExactly("7", "6", "5", "4", "3", "2", "1");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void a_page_goes_on_where_the_last_one_ended_whatever_was_created_or_deleted_since() {
        create(6);
        String cursor =
                client.get("/api/tasks?limit=2").json().path("next_cursor").asString();
        create(1);
        client.delete(
                "/api/tasks/" + api.count("select max(task_id) from task where user_id = ? and title = '5'", alice));

        assertThat(titles("?limit=2&cursor=" + cursor)).containsExactly("4", "3");
    }

    @Test
    void tasks_of_the_same_instant_are_all_shown_once() {
        create(5);
        api.jdbc()
                .update(
                        "update task set created_at = ? where user_id = ?",
                        Timestamp.from(Instant.parse("2026-01-01T00:00:00.123456Z")),
                        alice);

        String cursor =
                client.get("/api/tasks?limit=2").json().path("next_cursor").asString();

        assertThat(titles("?limit=2")).containsExactly("5", "4");
        assertThat(titles("?limit=3&cursor=" + cursor)).containsExactly("3", "2", "1");
    }

    @Test
    void the_newest_is_newest_by_time_even_if_another_instance_had_smaller_ids_left() {
        create(2);
        api.jdbc()
                .update(
                        "update task set created_at = created_at + interval '1 second' where user_id = ? and title = '1'",
                        alice);

        assertThat(titles("")).containsExactly("1", "2");
    }

    @Test
    void filters_apply_together() {
        Instant day = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        for (int i = 1; i <= 4; i++) {
            api.created(client, "{\"title\": \"" + i + "\", \"due_date\": \"" + day.plus(Duration.ofDays(i)) + "\"}");
        }
        String undated = api.created(client, "{\"title\": \"undated\"}");
        client.post(undated + "/complete", "");
        String second = "/api/tasks/" + api.count("select task_id from task where user_id = ? and title = '2'", alice);
        client.post(second + "/complete", "");

        assertThat(titles("?status=completed")).containsExactly("undated", "2");
        assertThat(titles("?status=pending")).containsExactly("4", "3", "1");
        assertThat(titles("?due_after=" + day.plus(Duration.ofDays(2)))).containsExactly("4", "3", "2");
        assertThat(titles("?due_before=" + day.plus(Duration.ofDays(2)))).containsExactly("1");
        assertThat(titles("?status=pending&due_after=" + day.plus(Duration.ofDays(2)) + "&due_before="
                        + day.plus(Duration.ofDays(4))))
                .containsExactly("3");
        assertThat(titles("?status=pending&limit=1")).containsExactly("4");
    }

    @Test
    void an_empty_list_is_a_list() {
        assertThat(client.get("/api/tasks").body()).isEqualTo("{\"items\":[],\"next_cursor\":null}");
    }

    @Test
    void a_list_is_read_from_its_index() {
        api.jdbc().execute("analyze task");
        api.jdbc().execute((java.sql.Connection connection) -> {
            try (var statement = connection.createStatement()) {
                statement.execute("set enable_seqscan = off");
                var result = statement.executeQuery("explain select * from task where user_id = 'x'"
                        + " and (created_at, task_id) < (now(), 5) order by created_at desc, task_id desc limit 51");
                StringBuilder plan = new StringBuilder();
                while (result.next()) {
                    plan.append(result.getString(1)).append('\n');
                }
                statement.execute("reset enable_seqscan");
                assertThat(plan.toString()).contains("task_newest_first").doesNotContain("Sort");
                return null;
            }
        });
    }
}
