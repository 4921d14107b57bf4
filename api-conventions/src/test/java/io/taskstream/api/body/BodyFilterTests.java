package io.taskstream.api.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.app.NotesTest;
import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.TestIssuer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@NotesTest
class BodyFilterTests {
    private static final int LIMIT = 256 * 1024;

    @LocalServerPort
    int port;

    @Autowired
    TestIssuer issuer;

    private Client alice() {
        return new Client(port).as(issuer.token("alice")).with("Content-Type", "application/json");
    }

    @Test
    void ten_megabytes_are_refused_whether_announced_or_not() {
        byte[] body = body(10 * 1024 * 1024);

        Answer announced = alice().send("POST", "/api/notes", BodyPublishers.ofByteArray(body));
        Answer chunked =
                alice().send("POST", "/api/notes", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

        assertThat(announced.status()).isEqualTo(413);
        assertThat(announced.isProblem()).isTrue();
        assertThat(chunked.status()).isEqualTo(413);
        assertThat(chunked.isProblem()).isTrue();
    }

    @Test
    void ten_megabytes_without_a_token_are_not_read() {
        Answer answer = new Client(port).send("POST", "/api/notes", BodyPublishers.ofByteArray(body(10 * 1024 * 1024)));

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void the_limit_itself_is_allowed_and_one_byte_more_is_not() {
        assertThat(alice().send("POST", "/api/notes", BodyPublishers.ofByteArray(body(LIMIT)))
                        .status())
                .isEqualTo(201);
        assertThat(alice().send("POST", "/api/notes", BodyPublishers.ofByteArray(body(LIMIT + 1)))
                        .status())
                .isEqualTo(413);
        assertThat(alice().send(
                                "POST",
                                "/api/notes",
                                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body(LIMIT))))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_body_that_breaks_off_is_refused_without_a_trace() throws IOException {
        String head = "POST /api/notes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + issuer.token("alice")
                + "\r\nContent-Type: application/json\r\n";

        assertThat(raw(head + "Content-Length: 100\r\n\r\n{\"title\"")).startsWith("HTTP/1.1 400");
        assertThat(raw(head + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n")).startsWith("HTTP/1.1 400");
    }

    /** A note whose text of white space makes it as long as it is to be. */
    private static byte[] body(int bytes) {
        String start = "{\"title\": \"x\"";
        return (start + " ".repeat(bytes - start.length() - 1) + "}").getBytes(StandardCharsets.UTF_8);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
