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
    void there_is_one_invocation_at_a_time_and_each_sets_every_field() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        platform.sidecar().refuseInvocations(invocation -> {
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
                .filteredOn(mail -> mail.metadata().get("emailTo").startsWith(tag))
                .hasSize(4 * each)
                .allSatisfy(mail -> {
                    String mark = mail.metadata().get("emailTo").replace("@example.com", "");
                    assertThat(mail.metadata())
                            .hasSize(4)
                            .containsEntry("subject", mark)
                            .containsEntry("emailCC", "")
                            .containsEntry("emailBCC", "");
                    assertThat(mail.data()).isEqualTo("<p>" + mark + "</p>");
                });
    }
}
