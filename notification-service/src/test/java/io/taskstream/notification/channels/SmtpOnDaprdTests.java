package io.taskstream.notification.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.taskstream.notification.channels.MoodySmtpServer.Mood;
import io.taskstream.notification.channels.MoodySmtpServer.Taken;
import io.taskstream.notification.preferences.EmailAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mails through a real daprd to a mail server that has its moods. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class SmtpOnDaprdTests {
    private static final Result UNAVAILABLE = new Result.Unavailable("the mail server did not take it");
    private static final Pattern MARK = Pattern.compile("mark-\\d+-\\d+-");

    @SuppressWarnings("NullAway.Init")
    private MoodySmtpServer server;

    @SuppressWarnings("NullAway.Init")
    private RealDaprd daprd;

    @SuppressWarnings("NullAway.Init")
    private SmtpBinding smtp;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        Path program = RealDaprd.program().orElseGet(() -> abort("there is no daprd yet: ./taskstream up gets one"));
        server = new MoodySmtpServer();
        daprd = new RealDaprd(
                program,
                folder,
                "smtp",
                Map.of("mail: 30s", "mail: 2s"),
                Map.of(
                        "SMTP_HOST",
                        "127.0.0.1",
                        "SMTP_PORT",
                        Integer.toString(server.port()),
                        "SMTP_FROM",
                        "Taskstream <reminders@taskstream.example>"));
        smtp = new SmtpBinding(daprd.bindings());
    }

    @AfterAll
    @SuppressWarnings("NullAway") // null where there is no daprd
    void stop() throws Exception {
        if (daprd != null) {
            daprd.close();
            server.close();
        }
    }

    @BeforeEach
    void theServerIsWell() {
        server.is(Mood.TAKES_EVERYTHING);
        server.forget();
    }

    private Result send(String mark) {
        return smtp.send(new EmailAddress(mark + "@example.com"), new Mail("Reminder: " + mark, "<p>" + mark + "</p>"));
    }

    @Test
    void of_two_threads_with_a_thousand_mails_each_every_mail_reaches_whom_it_is_for() throws Exception {
        int each = 1_000;
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Boolean>> sending = threads.invokeAll(IntStream.range(0, 2)
                    .<Callable<Boolean>>mapToObj(thread -> () -> IntStream.range(0, each)
                            .allMatch(
                                    i -> send("mark-" + thread + "-" + i + "-").equals(new Result.Sent())))
                    .toList());
            for (Future<Boolean> all : sending) {
                assertThat(all.get()).isTrue();
            }
        }

        assertThat(server.taken()).hasSize(2 * each);
        assertThat(server.taken().stream().map(Taken::recipients)).doesNotHaveDuplicates();
        assertThat(server.taken()).allSatisfy(mail -> {
            String mark = mail.recipients().getFirst().replace("@example.com", "");
            assertThat(mail.recipients()).hasSize(1);
            assertThat(mail.data()).contains("To: " + mark + "@example.com\n", "Subject: Reminder: " + mark + "\n");
            // in the recipient, in the subject and in the body, and no other anywhere
            assertThat(MARK.matcher(mail.data()).results().map(found -> found.group()))
                    .hasSize(3)
                    .containsOnly(mark);
        });
    }

    @Test
    void the_template_arrives_as_html_and_a_hostile_title_adds_no_header() {
        Content.Reminder reminder = new Content.Reminder(
                1, 1, "Bücher\r\nBcc: eve@example.com <b>", Instant.parse("2026-01-27T09:00:00Z"), false);

        assertThat(smtp.send(new EmailAddress("alice@example.com"), ReminderMail.of(reminder, ZoneId.of("UTC"), null)))
                .isEqualTo(new Result.Sent());

        Taken mail = server.taken().getFirst();
        assertThat(mail.recipients()).containsExactly("alice@example.com");
        String head = mail.data().substring(0, mail.data().indexOf("\n\n"));
        assertThat(head).contains("Content-Type: text/html; charset=UTF-8");
        assertThat(head.lines()).noneMatch(line -> line.regionMatches(true, 0, "bcc:", 0, 4));
        assertThat(mail.data().substring(head.length()))
                .contains("B=C3=BCcher Bcc: eve@example.com")
                .doesNotContain("<b>");
    }

    @Test
    void a_recipient_that_does_not_exist_is_refused_for_good() {
        server.is(Mood.KNOWS_NO_SUCH_USER);

        assertThat(send("mark-0-0-")).isEqualTo(new Result.Refused("the mail server refused the address"));
    }

    @Test
    void a_server_that_wants_to_be_asked_again_is() {
        server.is(Mood.ASKS_TO_COME_BACK);

        assertThat(send("mark-0-0-")).isEqualTo(new Result.Unsent("the mail server did not take it"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Mood.class,
            names = {"REFUSES_TO_TALK", "SAYS_NOTHING", "STALLS_AFTER_DATA", "DROPS_IN_THE_MIDDLE_OF_DATA"})
    void a_server_that_breaks_down_costs_a_bounded_time_and_the_next_mail_is_whole(Mood mood) {
        server.is(mood);
        long start = System.nanoTime();
        assertThat(send("mark-0-1-")).isEqualTo(UNAVAILABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(server.taken()).isEmpty();

        server.is(Mood.TAKES_EVERYTHING);
        assertThat(send("mark-0-2-")).isEqualTo(new Result.Sent());

        assertThat(server.taken())
                .singleElement()
                .satisfies(
                        mail -> assertThat(MARK.matcher(mail.data()).results().map(found -> found.group()))
                                .containsOnly("mark-0-2-"));
    }
}
