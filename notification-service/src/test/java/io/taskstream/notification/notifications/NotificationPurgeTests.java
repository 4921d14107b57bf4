package io.taskstream.notification.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.api.testing.Client;
import io.taskstream.api.testing.TestIssuer;
import io.taskstream.notification.Platform;
import io.taskstream.notification.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServiceTest
class NotificationPurgeTests {
    @Autowired
    Platform platform;

    @Autowired
    TestIssuer issuer;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    NotificationPurge purge;

    private final String user = Platform.newUser();

    @Test
    void what_was_settled_is_shown_for_ninety_days_and_what_is_not_for_ever() {
        stored("SENT", "sent long ago", 91);
        stored("FAILED", "failed long ago", 91);
        stored("SUPPRESSED", "suppressed long ago", 91);
        stored("RETRYING", "still tried", 91);
        stored("SENT", "sent lately", 89);

        purge.purge();

        assertThat(titles()).containsExactly("still tried", "sent lately");
        assertThat(new Client(platform.port())
                        .as(issuer.token(user))
                        .get("/api/notifications")
                        .json()
                        .get("items"))
                .hasSize(2);
    }

    @Test
    void many_are_forgotten_at_once() {
        String title = "one of many " + UUID.randomUUID();
        for (int i = 0; i <= 2 * NotificationPurge.BATCH; i++) {
            stored("SENT", title, 91);
        }

        purge.purge();

        assertThat(titles()).isEmpty();
    }

    /** By an id as it was given at that time. */
    private void stored(String status, String title, int daysAgo) {
        UUID first = NotificationPurge.firstOf(Instant.now().minus(Duration.ofDays(daysAgo)));
        UUID id = new UUID(
                first.getMostSignificantBits() | 0x7000, UUID.randomUUID().getLeastSignificantBits());
        jdbc.sql("""
                        insert into notification (notification_id, event_id, channel, user_id, task_id, reminder_id,
                            task_title, remind_at, late, status, next_attempt_at, sent_at, version, created_at, updated_at)
                        select :id, :id, 'none', :user, 1, 1, :title, at, false, :status,
                            case when :status = 'RETRYING' then now() + interval '1 day' end,
                            case when :status = 'SENT' then at end, 1, at, at
                        from (select now() - make_interval(days => :daysAgo) as at) then_
                        """)
                .param("id", id)
                .param("user", user)
                .param("title", title)
                .param("status", status)
                .param("daysAgo", daysAgo)
                .update();
    }

    private List<String> titles() {
        return jdbc.sql("select task_title from notification where user_id = ? order by notification_id")
                .param(user)
                .query(String.class)
                .list();
    }
}
