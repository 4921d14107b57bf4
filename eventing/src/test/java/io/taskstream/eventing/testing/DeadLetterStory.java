package io.taskstream.eventing.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.TestIssuer;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * What a consuming service offers for its dead letters, told once for all of them: an event that its table can't take is
 * set aside, an operator sees it, and redrives it when the table can. The rest is tested with eventing itself.
 */
@TestComponent
public final class DeadLetterStory {
    private final FakeSidecar sidecar;
    private final JdbcTemplate jdbc;
    private final TestIssuer issuer;
    private final Environment service;

    DeadLetterStory(FakeSidecar sidecar, JdbcTemplate jdbc, TestIssuer issuer, Environment service) {
        this.sidecar = sidecar;
        this.jdbc = jdbc;
        this.issuer = issuer;
        this.service = service;
    }

    /**
     * Tells it.
     *
     * @param event that becomes a row of the table
     * @param table into which the service writes when it applies the event
     * @param rows condition that only the event's row fulfils
     */
    public void tell(String topic, JsonNode event, String table, String rows) {
        int port = service.getRequiredProperty("local.server.port", Integer.class);
        Client operator = new Client(port).as(issuer.operatorToken());
        Client user = new Client(port).as(issuer.token("alice"));
        assertThat(count(table, rows)).isZero();
        jdbc.execute("alter table %s add constraint poison check (not (%s)) not valid".formatted(table, rows));
        try {
            assertThat(sidecar.deliver(port, topic, event)).containsExactly("RETRY");
            assertThat(sidecar.deliverDeadLetters(port, topic, event)).containsExactly("SUCCESS");
        } finally {
            jdbc.execute("alter table %s drop constraint poison".formatted(table));
        }
        String letters = "/api/dead-letters/" + service.getRequiredProperty("spring.application.name");
        assertThat(user.get(letters).status()).isEqualTo(403);
        assertThat(operator.get("/api/dead-letters/other-service").status()).isEqualTo(404);
        JsonNode letter = operator.get(letters + "?limit=100&topic=" + topic)
                .json()
                .get("items")
                .valueStream()
                .filter(item ->
                        item.get("event_id").asString("").equals(event.get("id").asString()))
                .findFirst()
                .orElseThrow();
        assertThat(letter.get("cause").asString()).contains("poison");
        String path = letters + "/" + letter.get("dead_letter_id").asString();
        assertThat(operator.get(path).json().get("event")).hasToString(event.toString());
        Answer redriven = operator.post(path + "/redrive", "");
        assertThat(redriven.status()).as(redriven.body()).isEqualTo(200);
        assertThat(redriven.json().get("state").asString()).isEqualTo("redriven");
        assertThat(count(table, rows)).isEqualTo(1);
    }

    private long count(String table, String rows) {
        Long count = jdbc.queryForObject("select count(*) from " + table + " where " + rows, Long.class);
        return count == null ? 0 : count;
    }
}
