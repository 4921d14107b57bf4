package io.taskstream.notification.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShortTextTests {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Content.Reminder BUY =
            new Content.Reminder(1, 1, "Buy <b> & \"milk\"", Instant.parse("2026-01-27T09:00:00Z"), false);

    @Test
    void a_reminder_is_its_title_and_its_time_as_they_are() {
        assertThat(ShortText.of(BUY, BERLIN, 100))
                .isEqualTo(new ShortText("Reminder", "Buy <b> & \"milk\"\nTuesday, 27 January 2026, 10:00 CET"));
    }

    @Test
    void a_digest_names_a_few_and_counts_the_others() {
        ShortText text = ShortText.of(new Content.Digest(Collections.nCopies(5, BUY), 37), BERLIN, 30);

        assertThat(text.headline()).isEqualTo("42 reminders");
        assertThat(text.body().lines().toList())
                .isEqualTo(List.of(
                        "Buy <b> &… (Tue, 27 Jan, 10:00 CET)",
                        "Buy <b> &… (Tue, 27 Jan, 10:00 CET)",
                        "Buy <b> &… (Tue, 27 Jan, 10:00 CET)",
                        "and 39 more"));
    }

    @Test
    void a_digest_that_names_all_counts_nothing() {
        assertThat(ShortText.of(new Content.Digest(List.of(BUY), 0), BERLIN, 300)
                        .body())
                .doesNotContain("more");
    }

    @Test
    void a_code_stands_first() {
        assertThat(ShortText.of(new Content.VerificationCode("+15550100", "123456", null), BERLIN, 100)
                        .body())
                .startsWith("123456 is your code");
    }
}
