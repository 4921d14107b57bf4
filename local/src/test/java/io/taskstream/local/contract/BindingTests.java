package io.taskstream.local.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The bindings belong to one service each. */
class BindingTests {
    @Test
    void the_tick_goes_to_reminder_service_only_and_to_its_route() {
        DaprResource tick = DaprResource.read("reminder-tick");

        assertThat(tick.scopes()).containsExactly("reminder-service");
        assertThat(tick.map("spec")).containsEntry("type", "bindings.cron");
        assertThat(tick.values())
                .containsEntry("schedule", "@every 250ms")
                // else daprd asks the app first, which may not listen yet
                .containsEntry("direction", "input")
                .containsEntry("route", "/dapr/bindings/reminder-tick");
    }

    @Test
    void only_notification_service_can_send_mail() {
        DaprResource smtp = DaprResource.read("smtp");

        assertThat(smtp.scopes()).containsExactly("notification-service");
        assertThat(smtp.values()).containsEntry("direction", "output");
        // a recipient or subject here would be inherited by a mail that lacks its own
        assertThat(smtp.values()).doesNotContainKeys("emailTo", "emailCC", "emailBCC", "subject");
    }

    @Test
    void only_notification_service_can_push() {
        DaprResource push = DaprResource.read("push");

        assertThat(push.scopes()).containsExactly("notification-service");
        assertThat(push.values())
                .containsEntry("direction", "output")
                // without them daprd waits for ever, and reads 100 MB
                .containsKeys("responseTimeout", "maxResponseBodySize");
    }

    @Test
    void only_notification_service_can_send_short_messages() {
        DaprResource sms = DaprResource.read("sms");

        assertThat(sms.scopes()).containsExactly("notification-service");
        assertThat(sms.values())
                .containsEntry("direction", "output")
                .containsKey("timeout")
                // one here would win over that of every call
                .doesNotContainKey("toNumber");
    }
}
