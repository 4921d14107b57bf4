package io.taskstream.local.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.local.home.Checkout;
import io.taskstream.local.home.DataDirectory;
import io.taskstream.local.home.Installation;
import io.taskstream.local.home.Ports;
import jakarta.mail.MessagingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MailCatcherTests {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-26T10:00:00.123Z"), ZoneOffset.UTC);
    private static final String HTML = """
            From: Taskstream <reminders@taskstream.example>\r
            To: alice@example.com\r
            Subject: =?UTF-8?q?Reminder:_B=C3=BCcher?=\r
            Content-Type: text/html; charset=UTF-8\r
            Content-Transfer-Encoding: quoted-printable\r
            \r
            <b>B=C3=BCcher</b> =3D books\r
            """;

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @Test
    void catches_what_comes_by_smtp_and_decodes_it() throws IOException {
        Ports ports = freePorts();
        MailStore store = MailStore.open(folder, 10, CLOCK);
        MailCatcher catcher = new MailCatcher(ports, store);
        catcher.start();
        try {
            send(ports, "reminders@taskstream.example", "alice@example.com", HTML);
        } finally {
            catcher.stop();
        }

        assertThat(store.to("ALICE@example.com")).singleElement().satisfies(mail -> {
            assertThat(mail.from()).isEqualTo("reminders@taskstream.example");
            assertThat(mail.to()).isEqualTo("alice@example.com");
            assertThat(mail.subject()).isEqualTo("Reminder: Bücher");
            assertThat(mail.receivedAt()).isEqualTo(CLOCK.instant());
            assertThat(mail.body().strip()).isEqualTo("<b>Bücher</b> = books");
        });
        assertThat(store.to("bob@example.com")).isEmpty();
    }

    @Test
    void scripts_see_the_fields_in_snake_case() throws IOException, MessagingException {
        MailStore store = MailStore.open(folder, 10, CLOCK);
        store.add("a@example.com", "b@example.com", HTML.getBytes(StandardCharsets.UTF_8));

        JsonNode mails = JsonMapper.shared().valueToTree(api(store).list("b@example.com"));

        assertThat(mails.get(0).propertyNames())
                .containsExactlyInAnyOrder("id", "from", "to", "subject", "received_at", "body");
        assertThat(mails.get(0).get("received_at").asString()).isEqualTo("2026-01-26T10:00:00.123Z");
    }

    @Test
    void mails_are_still_there_after_a_restart_and_the_oldest_make_room() throws IOException, MessagingException {
        MailStore store = MailStore.open(folder, 2, CLOCK);
        for (String name : List.of("one", "two", "three")) {
            store.add("a@example.com", name + "@example.com", HTML.getBytes(StandardCharsets.UTF_8));
        }

        MailStore reopened = MailStore.open(folder, 2, CLOCK);

        assertThat(reopened.list()).extracting(CaughtMail::to).containsExactly("three@example.com", "two@example.com");
        assertThat(reopened.add("a@example.com", "four@example.com", HTML.getBytes(StandardCharsets.UTF_8))
                        .id())
                .isEqualTo(4);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void the_page_shows_a_mail_without_running_what_is_in_it() throws IOException, MessagingException {
        MailStore store = MailStore.open(folder, 10, CLOCK);
        String hostile = HTML.replace("<b>B=C3=BCcher</b>", "<script>alert(1)</script>")
                .replace("=?UTF-8?q?Reminder:_B=C3=BCcher?=", "\"><script>alert(2)</script>");
        long id = store.add("a@example.com", "b@example.com", hostile.getBytes(StandardCharsets.UTF_8))
                .id();
        MailPage page = new MailPage(store, new NtfyStandIn(CLOCK), twilio());

        assertThat(page.list().getBody()).doesNotContain("<script");
        assertThat(page.show(id).getBody()).doesNotContain("<script").contains("<iframe sandbox");
        assertThat(page.show(id).getHeaders().getFirst("Content-Security-Policy"))
                .contains("default-src 'none'");
        assertThat(page.show(99).getStatusCode().value()).isEqualTo(404);
    }

    private MailApi api(MailStore store) {
        return new MailApi(store, new NtfyStandIn(CLOCK), twilio());
    }

    private TwilioStandIn twilio() {
        return new TwilioStandIn(
                Installation.of(Checkout.find(), new DataDirectory(elsewhere), new Ports(0), Optional.empty()));
    }

    private static Ports freePorts() throws IOException {
        for (int offset = 2000; ; offset++) {
            Ports ports = new Ports(offset);
            try (ServerSocket socket = new ServerSocket(ports.smtp(), 1, InetAddress.getLoopbackAddress())) {
                if (socket.isBound()) {
                    return ports;
                }
            } catch (IOException e) {
                // taken: try the next
                continue;
            }
        }
    }

    private static void send(Ports ports, String from, String to, String message) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.smtp());
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                Writer out = new java.io.OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8)) {
            assertThat(in.readLine()).startsWith("220");
            for (String line : List.of("HELO test", "MAIL FROM:<" + from + ">", "RCPT TO:<" + to + ">", "DATA")) {
                out.write(line + "\r\n");
                out.flush();
                assertThat(in.readLine()).matches("(250|354).*");
            }
            out.write(message + "\r\n.\r\n");
            out.flush();
            assertThat(in.readLine()).startsWith("250");
        }
    }
}
