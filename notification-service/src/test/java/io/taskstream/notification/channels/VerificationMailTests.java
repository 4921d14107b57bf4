package io.taskstream.notification.channels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerificationMailTests {
    @Test
    void it_holds_the_code_and_the_link_and_tells_neither_otherwise() {
        Content.VerificationCode code =
                new Content.VerificationCode("a@b.cd", "123456", "https://tasks.example/api/verify/x");

        Mail mail = VerificationMail.of(code);

        assertThat(mail.html()).contains("123456", "href=\"https://tasks.example/api/verify/x\"");
        assertThat(mail.subject()).doesNotContain("123456");
        assertThat(code.toString()).doesNotContain("123456", "a@b.cd");
    }
}
