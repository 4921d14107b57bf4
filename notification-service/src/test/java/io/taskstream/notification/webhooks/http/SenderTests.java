package io.taskstream.notification.webhooks.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.notification.webhooks.http.Receiver.Received;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SenderTests {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final byte[] BODY = "{\"title\": \"Pain au chocolat\"}".getBytes(StandardCharsets.UTF_8);
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress PRIVATE = InetAddress.ofLiteral("10.0.0.1");

    private final Receiver receiver = Receiver.start();
    private final Sender sender = sender(InetAddress::getAllByName);

    @AfterEach
    void stop() {
        sender.destroy();
        receiver.close();
    }

    private static Sender sender(HostNames names) {
        return new Sender(new Destinations(List.of("127.0.0.1"), names), SSLContexts.createSystemDefault(), LONGEST);
    }

    private Answer post(String path) {
        return sender.post(receiver.url(path), Map.of("webhook-id", "msg_1"), BODY);
    }

    @Test
    void what_is_sent_arrives_as_it_is() {
        assertThat(post("/hook?a=b")).isEqualTo(new Answer.Answered(204, null));

        Received received = receiver.received("/hook?a=b").getFirst();
        assertThat(received.body()).isEqualTo(new String(BODY, StandardCharsets.UTF_8));
        assertThat(received.header("content-type")).startsWith("application/json");
        assertThat(received.header("webhook-id")).isEqualTo("msg_1");
        assertThat(received.header("host")).isEqualTo("127.0.0.1:" + receiver.port());
        assertThat(received.headers().keySet())
                .extracting(name -> name.toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("cookie", "authorization", "traceparent", "upgrade", "accept-encoding");
    }

    @Test
    void whatever_status_comes_back_is_told_with_its_wish_for_a_pause() {
        receiver.on("/busy", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "120");
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });

        assertThat(post("/busy")).isEqualTo(new Answer.Answered(503, "120"));
        assertThat(receiver.received("/busy")).hasSize(1);
    }

    @Test
    void a_redirect_is_not_followed() {
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            receiver.on("/moved", exchange -> {
                exchange.getResponseHeaders().add("Location", receiver.url("/elsewhere"));
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            assertThat(post("/moved")).isEqualTo(new Answer.Answered(status, null));
        }
        assertThat(receiver.received("/elsewhere")).isEmpty();
    }

    @Test
    void a_cookie_is_not_brought_back() {
        receiver.on("/cookie", exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "session=1; Path=/");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        post("/cookie");
        post("/cookie");

        assertThat(receiver.received("/cookie"))
                .hasSize(2)
                .noneMatch(received -> received.headers().containsKey("Cookie"));
    }

    @Test
    void an_answer_without_an_end_is_cut_off_after_its_head() throws InterruptedException {
        AtomicLong written = new AtomicLong();
        CountDownLatch cut = new CountDownLatch(1);
        receiver.on("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] chunk = new byte[64 * 1024];
            try (OutputStream body = exchange.getResponseBody()) {
                while (written.addAndGet(chunk.length) < 1L << 32) {
                    body.write(chunk);
                }
            } catch (IOException e) {
                cut.countDown();
            }
        });

        assertThat(post("/endless")).isEqualTo(new Answer.Answered(200, null));
        assertThat(cut.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        assertThat(written.get()).isLessThan(64L * 1024 * 1024);
    }

    @Test
    void a_head_without_an_end_is_not_read_to_its_end() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            serve(server, output -> {
                output.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
                byte[] chunk = "a".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
                while (true) {
                    output.write(chunk);
                }
            });

            assertThat(sender.post("http://127.0.0.1:" + server.getLocalPort() + "/", Map.of(), BODY))
                    .isInstanceOf(Answer.Unanswered.class);
        }
    }

    @Test
    void who_takes_too_long_is_given_up() {
        CountDownLatch end = new CountDownLatch(1);
        receiver.on("/slow", exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });

        assertThat(post("/slow")).isEqualTo(new Answer.Unanswered("no answer within 2 s"));
        end.countDown();
    }

    @Test
    void who_answers_drop_by_drop_is_given_up_as_well() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            serve(server, output -> {
                output.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    output.write("X: y\r\n".getBytes(StandardCharsets.US_ASCII));
                    output.flush();
                    Thread.sleep(100);
                }
            });

            assertThat(sender.post("http://127.0.0.1:" + server.getLocalPort() + "/", Map.of(), BODY))
                    .isEqualTo(new Answer.Unanswered("no answer within 2 s"));
        }
    }

    @Test
    void nobody_at_home_is_said_in_words_for_people() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            port = server.getLocalPort();
        }

        assertThat(sender.post("http://127.0.0.1:" + port + "/", Map.of(), BODY))
                .isEqualTo(new Answer.Unanswered("no connection"));
        assertThat(sender.post("https://name.invalid/", Map.of(), BODY))
                .isEqualTo(new Answer.Unanswered("its host name has no address"));
        assertThat(sender.post("https://10.0.0.1/", Map.of(), BODY))
                .isEqualTo(new Answer.Unanswered("the URL must lead to the public internet"));
    }

    @Test
    void tls_goes_to_the_address_that_was_looked_up_and_to_the_name_that_was_given(@TempDir Path directory)
            throws Exception {
        TestCertificate certificate = TestCertificate.of("receiver.test", directory);
        Destinations destinations = new Destinations(List.of("127.0.0.1"), host -> new InetAddress[] {LOOPBACK});
        try (Receiver secure = Receiver.overTls(certificate.identity())) {
            Sender trusting = new Sender(destinations, certificate.trust(), LONGEST);
            Sender strict = new Sender(destinations, SSLContexts.createSystemDefault(), LONGEST);

            assertThat(trusting.post(secure.url("receiver.test", "/hook"), Map.of(), BODY))
                    .isEqualTo(new Answer.Answered(204, null));
            assertThat(secure.received("/hook"))
                    .singleElement()
                    .extracting(received -> received.header("host"))
                    .isEqualTo("receiver.test:" + secure.port());
            String refused = "no TLS connection: its certificate must be valid and for that host name";
            assertThat(trusting.post(secure.url("other.test", "/hook"), Map.of(), BODY))
                    .isEqualTo(new Answer.Unanswered(refused));
            assertThat(strict.post(secure.url("receiver.test", "/hook"), Map.of(), BODY))
                    .isEqualTo(new Answer.Unanswered(refused));
            assertThat(secure.received("/hook")).hasSize(1);
            trusting.destroy();
            strict.destroy();
        }
    }

    @Test
    void a_name_is_looked_up_once_for_each_attempt_and_what_it_leads_to_then_decides() {
        Deque<InetAddress[]> answers = new ArrayDeque<>(List.of(
                new InetAddress[] {LOOPBACK},
                new InetAddress[] {PRIVATE},
                new InetAddress[] {LOOPBACK, PRIVATE},
                new InetAddress[] {LOOPBACK}));
        Sender rebound = new Sender(
                new Destinations(List.of("127.0.0.1"), host -> answers.removeFirst()),
                SSLContexts.createSystemDefault(),
                LONGEST);
        String url = "https://receiver.test:" + receiver.port() + "/";
        Answer refused = new Answer.Unanswered("its host name leads to an address that is not public");

        // the receiver doesn't speak TLS, but is reached
        assertThat(rebound.post(url, Map.of(), BODY)).isNotEqualTo(refused);
        assertThat(rebound.post(url, Map.of(), BODY)).isEqualTo(refused);
        assertThat(rebound.post(url, Map.of(), BODY)).isEqualTo(refused);
        assertThat(rebound.post(url, Map.of(), BODY)).isNotEqualTo(refused);
        assertThat(answers).isEmpty();
        rebound.destroy();
    }

    /** Takes one connection, and writes to it until that fails. */
    private static void serve(ServerSocket server, Script script) {
        Thread.ofPlatform().daemon().start(() -> {
            try (Socket socket = server.accept()) {
                script.write(socket.getOutputStream());
            } catch (IOException e) {
                // cut off, as it should be
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private interface Script {
        void write(OutputStream output) throws IOException, InterruptedException;
    }
}
