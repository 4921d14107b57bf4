package io.taskstream.notification.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesTests {
    private final Signatures signatures = new Signatures("a-secret-that-has-thirty-two-characters");

    @Test
    void a_token_gives_back_what_was_signed() {
        String token = signatures.token("end", "alice|x:1", "REMINDER");

        assertThat(token).matches("[A-Za-z0-9_.-]+");
        assertThat(signatures.open("end", token)).contains(List.of("alice|x:1", "REMINDER"));
    }

    @Test
    void a_token_is_worth_nothing_for_another_purpose_or_with_another_secret() {
        String token = signatures.token("end", "alice");

        assertThat(signatures.open("begin", token)).isEmpty();
        assertThat(new Signatures("another-secret-of-thirty-two-characters").open("end", token))
                .isEmpty();
    }

    @Test
    void whatever_is_changed_it_is_no_token_any_more() {
        String token = signatures.token("end", "alice");

        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(signatures.open("end", token.substring(0, i) + other + token.substring(i + 1)))
                    .isEmpty();
            assertThat(signatures.open("end", token.substring(0, i))).isEmpty();
        }
        assertThat(signatures.open("end", token + "A")).isEmpty();
        assertThat(signatures.open("end", token + "=")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a.b", "%00.x", "é.é", "YWxpY2U", "YWxpY2U."})
    void anything_else_is_none(String text) {
        assertThat(signatures.open("end", text)).isEmpty();
        assertThat(signatures.open("end", text.repeat(2_000))).isEmpty();
    }

    @Test
    void without_a_secret_nothing_starts_and_the_setting_is_named() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Signatures(null).start())
                .withMessageContaining("TASKSTREAM_NOTIFICATION_SECRET");
        assertThatIllegalStateException().isThrownBy(() -> new Signatures("short").start());
    }
}
