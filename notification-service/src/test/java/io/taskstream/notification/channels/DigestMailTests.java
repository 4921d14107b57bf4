package io.taskstream.notification.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestMailTests {
    private static final Content.Reminder BUY =
            new Content.Reminder(1, 1, "Buy <b>", Instant.parse("2026-01-27T09:00:00Z"), false);
    private static final Content.Reminder CALL =
            new Content.Reminder(2, 2, "Call", Instant.parse("2026-01-27T10:00:00Z"), true);

    @Test
    void all_are_listed_with_their_times() {
        Mail mail = DigestMail.of(new Content.Digest(List.of(BUY, CALL), 0), ZoneId.of("Europe/Berlin"), null);

        assertThat(mail.subject()).isEqualTo("2 reminders");
        assertThat(mail.html())
                .containsSubsequence("Buy &lt;b&gt;", "Tue, 27 Jan, 10:00 CET<", "Call", "Tue, 27 Jan, 11:00 CET, late")
                .doesNotContain("more");
    }

    @Test
    void it_says_how_many_are_not_listed() {
        Mail mail = DigestMail.of(new Content.Digest(List.of(BUY), 41), ZoneId.of("UTC"), null);

        assertThat(mail.subject()).isEqualTo("42 reminders");
        assertThat(mail.html()).contains("and 41 more");
    }
}
