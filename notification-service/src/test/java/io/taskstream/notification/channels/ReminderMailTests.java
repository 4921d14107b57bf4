package io.taskstream.notification.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReminderMailTests {

    private static Mail mail(String title) {
        return ReminderMail.of(
                new Content.Reminder(1, 1, title, Instant.parse("2026-01-27T09:00:00Z"), false),
                ZoneId.of("UTC"),
                null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "</h2></body></html><a href='http://evil.example'>click</a>",
                "&lt;b&gt; & <b>"
            })
    void a_title_is_never_markup(String title) {
        String html = mail(title).html();
        String frame = mail("TITLE").html();
        assertThat(html.chars().filter(c -> c == '<').count())
                .isEqualTo(frame.chars().filter(c -> c == '<').count());
        assertThat(html.chars().filter(c -> c == '"').count())
                .isEqualTo(frame.chars().filter(c -> c == '"').count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Buy\r\nBcc: everybody@example.com",
                "Buy\nBcc: everybody@example.com",
                "Buy\rBcc: everybody@example.com",
                "Buy\u0085Bcc: everybody@example.com",
                "Buy\u2028Bcc: everybody@example.com",
                "Buy\0Bcc: everybody@example.com"
            })
    void a_subject_is_one_line_whatever_the_title(String title) {
        assertThat(mail(title).subject()).isEqualTo("Reminder: Buy Bcc: everybody@example.com");
    }

    @Test
    void overrides_of_direction_are_left_out() {
        assertThat(mail("abc\u202Efdp.exe").subject()).isEqualTo("Reminder: abc fdp.exe");
        assertThat(mail("abc\u202Efdp.exe").html()).doesNotContain("\u202E");
    }

    @Test
    void a_very_long_title_is_shortened_between_characters() {
        Mail mail = mail("🛒".repeat(100_000));
        assertThat(mail.subject()).hasSizeLessThan(260).endsWith("🛒…");
        assertThat(mail.html().length()).isLessThan(5_000);
    }

    @Test
    void halves_of_characters_do_not_get_through() {
        Mail mail = mail("a\uD83Db");
        assertThat(mail.subject()).isEqualTo("Reminder: a b");
        assertThat(new String(mail.html().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(mail.html());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\r\n", "\u202E"})
    void there_is_always_a_subject(String title) {
        assertThat(mail(title).subject()).isEqualTo("Reminder: (no title)");
    }

    /** daprd unquotes a body that is a Go string. */
    @Test
    void a_body_is_never_taken_for_a_quoted_string() {
        assertThat(mail("\"quoted\"").html()).startsWith("<");
    }

    @Test
    void times_are_those_of_the_user() {
        Content.Reminder reminder = new Content.Reminder(1, 1, "Buy", Instant.parse("2026-07-27T23:30:00Z"), false);

        assertThat(ReminderMail.of(reminder, ZoneId.of("Europe/Berlin"), null).html())
                .contains("Tuesday, 28 July 2026, 01:30 CEST");
    }

    @Test
    void a_mail_that_comes_late_says_so() {
        Mail late = ReminderMail.of(
                new Content.Reminder(1, 1, "Buy", Instant.parse("2026-01-27T09:00:00Z"), true), ZoneId.of("UTC"), null);
        assertThat(late.html()).contains("This comes late");
        assertThat(mail("Buy").html())
                .contains("Tuesday, 27 January 2026, 09:00 UTC")
                .doesNotContain("late");
    }

    @Test
    void it_ends_with_a_way_out_if_there_is_one() {
        Content.Reminder reminder = new Content.Reminder(1, 1, "Buy", Instant.parse("2026-01-27T09:00:00Z"), false);
        URI link = URI.create("https://tasks.example/unsubscribe/x?y=1&z=2");

        assertThat(ReminderMail.of(reminder, ZoneId.of("UTC"), link).html())
                .containsPattern(
                        "<a href=\"https://tasks.example/unsubscribe/x\\?y(=|&#x3D;)1&amp;z(=|&#x3D;)2\">Stop");
        assertThat(mail("Buy").html()).doesNotContain("<a ");
    }

    /** Dapr's binding sends HTML only: it has to read well where tags are left out. */
    @Test
    void without_its_tags_it_still_reads_well() {
        String text = mail("Buy groceries")
                .html()
                .replaceAll("(?s)<head>.*</head>", "")
                .replaceAll("<[^>]*>", "")
                .replaceAll("\\s*\\n\\s*", "\n")
                .strip();

        assertThat(text).isEqualTo("You asked to be reminded of\nBuy groceries\nTuesday, 27 January 2026, 09:00 UTC");
    }
}
