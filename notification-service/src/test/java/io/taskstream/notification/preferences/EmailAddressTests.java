package io.taskstream.notification.preferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.taskstream.api.problem.BadValueException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice@example.com",
                "alice.o'neil+tasks@mail.example.co.uk",
                "a@b.cd",
                "ALICE_1@EXAMPLE.COM",
                "alice@xn--bcher-kva.example"
            })
    void one_mailbox_is_an_address(String text) {
        assertThat(new EmailAddress(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "alice",
                "@example.com",
                "alice@",
                "alice@localhost",
                "alice@example",
                "alice@.example.com",
                "alice@example..com",
                "alice@-example.com",
                "alice@127.0.0.1",
                "alice@[127.0.0.1]",
                ".alice@example.com",
                "alice.@example.com",
                "al..ice@example.com",
                "alice@example.com;bob@example.com",
                "alice@example.com,bob@example.com",
                "alice@example.com bob@example.com",
                " alice@example.com",
                "alice@example.com ",
                "alice@example.com\n",
                "alice@example.com\r\nBcc: bob@example.com",
                "alice\0@example.com",
                "Alice <alice@example.com>",
                "<alice@example.com>",
                "\"alice\"@example.com",
                "alice(comment)@example.com",
                "alice@bob@example.com",
                "alicé@example.com",
                "alice@exämple.com",
                "alice\u202E@example.com",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.com"
            })
    void nothing_else_is(String text) {
        assertThatThrownBy(() -> new EmailAddress(text))
                .isInstanceOf(BadValueException.class)
                .hasMessageNotContaining("bob");
    }

    @ParameterizedTest
    @ValueSource(ints = {255, 100_000})
    void it_has_at_most_254_characters(int length) {
        String labels = "a.".repeat(length / 2);
        assertThat(EmailAddress.valid(("alice@" + labels + "com").substring(0, 10) + labels + ".com"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = "alice@example.com")
    void it_does_not_show_itself_in_logs(String text) {
        assertThat(new EmailAddress(text).toString()).doesNotContain("alice");
    }
}
