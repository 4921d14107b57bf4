package io.taskstream.api.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.app.NotesTest;
import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.TestIssuer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@NotesTest
class VersionTests {
    @LocalServerPort
    int port;

    @Autowired
    TestIssuer issuer;

    @Test
    void a_stale_write_is_stopped_and_told_the_version_there_is() {
        Client alice = new Client(port).as(issuer.token("alice"));
        String note =
                alice.post("/api/notes", "{\"title\":\"x\"}").header("Location").orElseThrow();
        Answer changed = alice.with("If-Match", "\"1\"").patch(note, "{\"title\":\"y\"}");
        assertThat(changed.header("ETag")).contains("\"2\"");

        Answer stale = alice.with("If-Match", "\"1\"").patch(note, "{\"title\":\"z\"}");

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.isProblem()).isTrue();
        assertThat(stale.header("ETag")).contains("\"2\"");
        assertThat(alice.with("If-Match", "2").patch(note, "{\"title\":\"z\"}").status())
                .isEqualTo(400);
        assertThat(alice.get(note).json().path("title").asString()).isEqualTo("y");
    }

    @Test
    void a_reader_who_has_the_version_is_spared_the_body() {
        Client alice = new Client(port).as(issuer.token("alice"));
        String note =
                alice.post("/api/notes", "{\"title\":\"x\"}").header("Location").orElseThrow();

        Answer answer = alice.with("If-None-Match", "\"1\"").get(note);

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("ETag")).contains("\"1\"");
        assertThat(alice.with("If-None-Match", "\"0\"").get(note).status()).isEqualTo(200);
    }
}
