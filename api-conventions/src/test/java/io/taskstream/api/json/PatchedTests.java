package io.taskstream.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.app.NotesTest;
import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.TestIssuer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@NotesTest
class PatchedTests {
    @LocalServerPort
    int port;

    @Autowired
    TestIssuer issuer;

    private Client alice;
    private String note;

    @BeforeEach
    void note() {
        alice = new Client(port).as(issuer.token("alice"));
        note = alice.post("/api/notes", "{\"title\":\"title\",\"text\":\"text\"}")
                .header("Location")
                .orElseThrow();
    }

    @Test
    void what_is_left_out_stays() {
        Answer answer = alice.patch(note, "{\"title\":\"other\"}");

        assertThat(answer.json().path("title").asString()).isEqualTo("other");
        assertThat(answer.json().path("text").asString()).isEqualTo("text");
    }

    @Test
    void null_clears() {
        Answer answer = alice.patch(note, "{\"text\":null}");

        assertThat(answer.json().path("title").asString()).isEqualTo("title");
        assertThat(answer.json().path("text").isNull()).isTrue();
    }

    @Test
    void the_media_type_of_merge_patches_is_taken_too() {
        Answer answer =
                alice.with("Content-Type", "application/merge-patch+json").patch(note, "{\"title\":\"other\"}");

        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void constraints_apply_to_what_is_given() {
        assertThat(alice.patch(note, "{\"title\":null}").errors()).containsExactly("title: must not be null");
        assertThat(alice.patch(note, "{\"title\":\"\"}").errors()).containsExactly("title: must not be blank");
        assertThat(alice.patch(note, "{\"due_date\":\"2020-01-01T00:00:00Z\"}").errors())
                .containsExactly("due_date: must not lie in the past");
        assertThat(alice.patch(note, "{\"title\":7}").errors())
                .singleElement()
                .asString()
                .startsWith("title: must be a text");
        assertThat(alice.patch(note, "{\"due_date\":7}").errors())
                .singleElement()
                .asString()
                .startsWith("due_date: must be an RFC 3339 instant");
    }
}
