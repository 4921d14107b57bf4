package io.taskstream.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.app.NotesTest;
import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.Client.Answer;
import io.taskstream.api.testing.TestIssuer;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

@NotesTest
class ProblemsTests {
    @LocalServerPort
    int port;

    @Autowired
    TestIssuer issuer;

    @Autowired
    JdbcTemplate jdbc;

    private Client alice;

    @BeforeEach
    void client() {
        alice = new Client(port).as(issuer.token("alice"));
        jdbc.update("delete from note");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\1', textBlock = """
            {"title":                                             | body: is not well-formed JSON
            {"title": "x",}                                       | is not well-formed JSON
            nonsense                                              | is not well-formed JSON
            {"title": "x", "foo": 1}                              | foo: is not a known field; known are page_count, pings, pinned, text, title
            {"title": "x", "title": "y"}                          | names the same field more than once
            {"title": "x"} {}                                     | body: goes on after the end
            {"title": 3}                                          | title: must be a text
            {"title": true}                                       | title: must be a text
            {"title": ["x"]}                                      | title: must be a text
            {"title": {"x": 1}}                                   | title: must be a text
            {"title": "x", "page_count": "3"}                     | page_count: must be a number
            {"title": "x", "page_count": 3.5}                     | page_count: must be a number
            {"title": "x", "page_count": 99999999999}             | page_count: is not a number within its range
            {"title": "x", "page_count": ""}                      | page_count: must be a number
            {"title": "x", "pinned": "true"}                      | pinned: must be true or false
            {"title": "x", "pinned": 1}                           | pinned: must be true or false
            {"title": "x", "pings": {}}                           | pings: must be a list
            {"title": "x", "pings": "soon"}                       | pings: must be a list
            {"title": "x", "pings": [1]}                          | pings[0]: must be an object
            {"title": "x", "pings": [{"ping_at": 1900000000}]}    | pings[0].ping_at: must be an RFC 3339 instant
            {"title": "x", "pings": [{"ping_at": "1900000000"}]}  | pings[0].ping_at: must be an RFC 3339 instant
            {"title": "x", "pings": [{"ping_at": "tomorrow"}]}    | pings[0].ping_at: must be an RFC 3339 instant
            {"title": "x", "pings": [{"ping_at": "2027-02-30T00:00:00Z"}]}              | pings[0].ping_at: must be an RFC 3339 instant
            {"title": "x", "pings": [{"ping_at": "2027-01-01T00:00:00Z", "colour": "blue"}]} | pings[0].colour: must be one of red, dark_blue
            {"title": "x", "pings": [{"ping_at": "2027-01-01T00:00:00Z", "colour": ""}]}     | pings[0].colour: must be one of red, dark_blue
            {"title": "x", "pings": [{"ping_at": "2027-01-01T00:00:00Z", "colour": 0}]}      | pings[0].colour: must be one of red, dark_blue
            {"title": "x", "pings": [{"ping_at": "2027-01-01T00:00:00Z", "colour": "RED"}]}  | pings[0].colour: must be one of red, dark_blue
            {}                                                    | title: must not be null
            {"title": null}                                       | title: must not be null
            {"title": "  "}                                       | title: must not be blank
            {"title": "x", "pings": [null]}                       | pings[0]: must not be null
            {"title": "x", "pings": [{}]}                         | pings[0].ping_at: must not be null
            {"title": "x", "pings": [{"ping_at": "2020-01-01T00:00:00Z"}]} | pings[0].ping_at: must not lie in the past
            {"title": "x", "pings": [{"ping_at": "2999-01-01T00:00:00Z"}]} | pings[0].ping_at: must not lie more than 10 years ahead
            {"title": "a\\u0000b"}                                | title: must not have control characters
            {"title": "a\\u202eb"}                                | title: must not have characters that override the direction
            {"title": "a\\ud800b"}                                | title: must be well-formed Unicode
            {"title": "a\\nb"}                                    | title: must not have control characters
            {"title": "x", "text": "a\\u0007b"}                   | text: must not have control characters
            {"title": "123456789012345678901"}                    | title: must have at most 20 characters
            []                                                    | body: must be an object
            "text"                                                | body: must be an object
            null                                                  | body: a JSON body is required
            """)
    void a_bad_body_is_told_where_it_is_bad_and_nothing_is_written(String body, String error) {
        Answer answer = alice.post("/api/notes", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.errors()).singleElement().asString().contains(error);
        assertThat(answer.body()).doesNotContain("tools.jackson", "java.", "io.taskstream");
        assertThat(jdbc.queryForObject("select count(*) from note", Long.class)).isZero();
    }

    @Test
    void all_bad_fields_are_told_at_once() {
        Answer answer = alice.post("/api/notes", """
                {"title": "", "text": "\\u0000", "pings": [{"ping_at": "2020-01-01T00:00:00Z"}, {}]}""");

        assertThat(answer.errors())
                .containsExactlyInAnyOrder(
                        "title: must not be blank",
                        "text: must not have control characters other than line breaks",
                        "pings[0].ping_at: must not lie in the past",
                        "pings[1].ping_at: must not be null");
    }

    @Test
    void malformed_json_is_told_by_line_and_column() {
        Answer answer = alice.post("/api/notes", "{\n  \"title\": \"x\",\n  \"text\" 1\n}");

        assertThat(answer.errors()).singleElement().asString().contains("(line 3, column");
    }

    @Test
    void a_body_nested_too_deeply_is_refused() {
        Answer answer =
                alice.post("/api/notes", "{\"title\":\"x\",\"pings\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        byte[] body = {'{', '"', 't', 'i', 't', 'l', 'e', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'
        };

        Answer answer = alice.with("Content-Type", "application/json")
                .send("POST", "/api/notes", BodyPublishers.ofByteArray(body));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/notes/abc                         | 400
            /api/notes/1.5                         | 400
            /api/notes/99999999999999999999        | 400
            /api/notes/0x1                         | 400
            /api/notes/+1                          | 400
            /api/notes/%201                        | 400
            /api/notes/%d9%a1                      | 400
            /api/notes/01                          | 400
            /api/notes/-1                          | 404
            /api/notes/0                           | 404
            /api/notes/12345                       | 404
            /api/notes/1%00                        | 400
            /api/notes/%e2%80%ae                   | 400
            /api/nothing                           | 404
            /api/notes/1;x=y                       | 400
            /api//notes                            | 400
            /api/../notes                          | 400
            /api/notes?limit=0                     | 400
            /api/notes?limit=101                   | 400
            /api/notes?limit=x                     | 400
            /api/notes?limit=1&limit=2             | 400
            /api/notes?cursor=abc                  | 400
            /api/notes?cursor=%00                  | 400
            /api/notes?cursor=                     | 400
            /api/notes?colour=RED                  | 400
            /api/notes?colour=blue                 | 400
            /api/notes?due_before=yesterday        | 400
            /api/notes?due_before=2026-01-27       | 400
            /api/notes?unknown=1                   | 400
            /api/notes/1?limit=1                   | 400
            """)
    void a_bad_address_gets_a_problem(String path, int status) {
        Answer answer = alice.get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.isProblem()).isTrue();
    }

    @Test
    void an_id_that_is_no_decimal_number_is_told_by_its_name() {
        assertThat(alice.get("/api/notes/0x1").errors())
                .containsExactly("id: must be a decimal number within its range, such as 31");
    }

    @Test
    void what_a_handler_does_not_offer_gets_a_problem() {
        Answer method = alice.patch("/api/notes", "{}");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow").orElse("")).contains("GET").contains("POST");
        assertThat(method.isProblem()).isTrue();

        Answer accept = alice.with("Accept", "image/png").get("/api/notes");
        assertThat(accept.status()).isEqualTo(406);
        assertThat(accept.isProblem()).isTrue();

        Answer type = alice.with("Content-Type", "text/plain").post("/api/notes", "x");
        assertThat(type.status()).isEqualTo(415);
        assertThat(type.isProblem()).isTrue();

        Answer noType = alice.send("POST", "/api/notes", BodyPublishers.ofString("{\"title\":\"x\"}"));
        assertThat(noType.status()).isEqualTo(415);

        Answer nothing =
                alice.with("Content-Type", "application/json").send("POST", "/api/notes", BodyPublishers.noBody());
        assertThat(nothing.status()).isEqualTo(400);
        assertThat(nothing.errors()).containsExactly("body: a JSON body is required");
    }

    @Test
    void a_problem_is_json_even_for_those_who_want_a_page() {
        Answer answer = alice.with("Accept", "text/html").get("/api/notes/abc");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.isProblem()).isTrue();
    }

    @Test
    void what_nobody_foresaw_tells_nothing_but_the_trace() {
        Answer answer = alice.get("/api/broken");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.json().path("trace_id").asString()).matches("[0-9a-f]{32}");
        assertThat(answer.body()).doesNotContain("secret", "Exception", "io.taskstream");
    }

    @Test
    void the_trace_of_the_caller_is_the_trace_of_the_problem() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        Answer answer = alice.with("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .get("/api/broken");

        assertThat(answer.json().path("trace_id").asString()).isEqualTo(trace);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET /api/no\u0001tes HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /<script> HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/notes HTTP/1.1\r\n\r\n",
                "GET /api/notes HTTP/9.9\r\nHost: x\r\n\r\n",
                "TRACE /api/notes HTTP/1.1\r\nHost: x\r\n\r\n",
                "BREW /api/notes HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/notes HTTP/1.1\r\nHost: x\r\nBad Header\r\n\r\n",
                "POST /api/notes HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
                "GET http://[/api HTTP/1.1\r\nHost: x\r\n\r\n"
            })
    void what_is_not_even_http_gets_no_page_and_no_trace(String request) throws IOException {
        String answer = raw(request);

        assertThat(answer).startsWith("HTTP/1.1 ");
        assertThat(answer.substring(9, 10)).as(answer).isIn("4", "5");
        assertThat(answer.substring(9, 12)).as(answer).isNotEqualTo("500");
        assertThat(answer.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("<html", "tomcat", "exception", "\tat ", "spring");
    }

    @Test
    void headers_that_are_too_large_are_refused() throws IOException {
        String answer = raw("GET /api/notes HTTP/1.1\r\nHost: x\r\nX-Large: " + "x".repeat(20_000) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("<html", "Exception");
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
