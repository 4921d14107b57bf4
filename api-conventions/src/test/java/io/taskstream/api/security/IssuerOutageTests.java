package io.taskstream.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.app.NotesTest;
import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.TestIssuer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@NotesTest
@TestPropertySource(properties = "taskstream.jwks-uri=http://127.0.0.1:1/jwks")
class IssuerOutageTests {
    @LocalServerPort
    int port;

    @Autowired
    TestIssuer issuer;

    @Test
    void while_the_keys_cannot_be_had_callers_are_asked_to_come_again() {
        Answer answer = new Client(port).as(issuer.token("alice")).get("/api/whoami");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.header("Retry-After")).contains("1");
    }
}
