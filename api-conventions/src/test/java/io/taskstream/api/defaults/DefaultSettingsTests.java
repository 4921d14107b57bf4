package io.taskstream.api.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.taskstream.api.app.NotesTest;
import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.TestIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@NotesTest
@ExtendWith(OutputCaptureExtension.class)
class DefaultSettingsTests {
    @LocalServerPort
    int port;

    @Autowired
    TestIssuer issuer;

    @Autowired
    Environment environment;

    @Autowired
    HikariDataSource dataSource;

    @Test
    void the_common_settings_are_there_without_being_asked_for() {
        assertThat(environment.getProperty("spring.jpa.open-in-view")).isEqualTo("false");
        assertThat(environment.getProperty("server.shutdown")).isEqualTo("graceful");
        assertThat(environment.getProperty("management.tracing.sampling.probability"))
                .isEqualTo("0.0");
        assertThat(dataSource.getMaximumPoolSize()).isEqualTo(16);
        assertThat(dataSource.getDataSourceProperties()).containsKey("reWriteBatchedInserts");
    }

    @Test
    void requests_are_measured_in_buckets() {
        new Client(port).as(issuer.token("alice")).get("/api/notes");

        assertThat(new Client(port).get("/actuator/prometheus").body())
                .contains("http_server_requests_seconds_bucket{application=\"notes\"")
                .contains("uri=\"/api/notes\"")
                .contains("hikaricp_connections");
    }

    @Test
    void logs_are_json_with_trace_and_user(CapturedOutput output) {
        new Client(port).as(issuer.token("alice")).get("/api/broken");

        JsonNode line = output.getAll()
                .lines()
                .filter(text -> text.contains("Answered 500"))
                .map(JsonMapper.shared()::readTree)
                .findFirst()
                .orElseThrow();
        assertThat(line.path("trace_id").asString()).matches("[0-9a-f]{32}");
        assertThat(line.path("span_id").asString()).matches("[0-9a-f]{16}");
        assertThat(line.path("user_id").asString()).isEqualTo("alice");
        assertThat(line.path("service").asString()).isEqualTo("notes");
        assertThat(line.path("level").asString()).isEqualTo("ERROR");
    }

    @Test
    void requests_are_not_logged_one_by_one(CapturedOutput output) {
        LoggerFactory.getLogger(getClass()).info("from here");

        new Client(port).as(issuer.token("alice")).post("/api/notes", "{\"title\":\"private words\"}");
        new Client(port).as(issuer.token("alice")).post("/api/notes", "{\"title\":\"\"}");

        assertThat(output.getAll().substring(output.getAll().indexOf("from here")))
                .hasLineCount(1);
    }
}
