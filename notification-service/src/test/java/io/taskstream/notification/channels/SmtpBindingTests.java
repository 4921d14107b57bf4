package io.taskstream.notification.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.notification.Platform;
import io.taskstream.notification.ServiceTest;
import io.taskstream.notification.preferences.EmailAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest
class SmtpBindingTests {
    @Autowired
    Platform platform;

    @Autowired
    SmtpBinding smtp;

    @AfterEach
    void theMailServerIsWell() {
        platform.sidecar().refuseInvocations(invocation -> false);
    }

    @Test
    void there_is_one_invocation_at_a_time_and_each_names_its_recipient_and_subject() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        platform.sidecar().refuseInvocations(invocation -> {
            if (!invocation.binding().equals("smtp")) {
                return false;
            }
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            Thread.yield();
            underWay.decrementAndGet();
            return false;
        });
        String tag = Platform.newUser();
        int each = 100;

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            IntStream.range(0, 4)
                    .forEach(thread -> threads.submit(() -> {
                        for (int i = 0; i < each; i++) {
                            String mark = tag + "-" + thread + "-" + i;
                            smtp.send(new EmailAddress(mark + "@example.com"), new Mail(mark, "<p>" + mark + "</p>"));
                        }
                    }));
        }

        assertThat(most).hasValue(1);
        assertThat(platform.sidecar().invocations())
                .filteredOn(invocation ->
                        invocation.metadata().getOrDefault("emailTo", "").startsWith(tag))
                .hasSize(4 * each)
                .allSatisfy(mail -> {
                    String mark = mail.metadata().get("emailTo").replace("@example.com", "");
                    assertThat(mail.metadata()).hasSize(2).containsEntry("subject", mark);
                    assertThat(mail.data()).isEqualTo("<p>" + mark + "</p>");
                });
    }

    private Result whenTheServerSays(String said) {
        platform.bindingSays("smtp", "error from smtp binding, sending email failed: " + said);
        return smtp.send(new EmailAddress("alice@example.com"), new Mail("Reminder", "<p>Buy</p>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "550 5.1.1 <alice@example.com>: Recipient address rejected: User unknown",
                "550 No such user here",
                "551 User not local",
                "553 5.1.3 Bad recipient address syntax",
                "550 5.2.1 The mailbox is disabled"
            })
    void a_server_that_does_not_know_the_mailbox_is_believed(String said) {
        assertThat(whenTheServerSays("gomail: could not send email 1: " + said))
                .isEqualTo(new Result.Refused("the mail server refused the address"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "450 4.2.0 <alice@example.com>: Greylisted, try again",
                "451 4.3.0 Temporary lookup failure",
                "452 4.2.2 Mailbox full"
            })
    void a_mailbox_that_is_busy_says_nothing_of_the_server(String said) {
        assertThat(whenTheServerSays("gomail: could not send email 1: " + said))
                .isEqualTo(new Result.Unsent("the mail server did not take it"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dial tcp 127.0.0.1:1025: connect: connection refused",
                "535 5.7.8 Authentication failed",
                "421 4.3.2 Service shutting down",
                "gomail: could not send email 1: 421 4.7.0 Too many connections",
                "gomail: could not send email 1: 550 5.7.1 Relaying denied",
                "gomail: could not send email 1: 553 5.1.8 Sender address rejected",
                "gomail: could not send email 1: 554 5.7.1 Blocked",
                "gomail: could not send email 1: EOF",
                "gomail: could not send email 1: 550550 nonsense",
                "context deadline exceeded"
            })
    void everything_else_is_the_servers_or_our_own_trouble(String said) {
        assertThat(whenTheServerSays(said)).isEqualTo(new Result.Unavailable("the mail server did not take it"));
    }
}
