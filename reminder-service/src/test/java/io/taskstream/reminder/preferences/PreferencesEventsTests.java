package io.taskstream.reminder.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import io.taskstream.contracts.EventType;
import io.taskstream.contracts.Topics;
import io.taskstream.eventing.testing.GoldenEvents;
import io.taskstream.reminder.Platform;
import io.taskstream.reminder.ServiceTest;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

@ServiceTest
class PreferencesEventsTests {
    @Autowired
    Platform platform;

    @Autowired
    UserPreferences preferences;

    @Test
    void preferences_are_known_as_their_event_tells_them() {
        platform.preferences("pia", 1, data -> {});

        Preferences pia = preferences.of("pia");
        assertThat(pia.zone().getId()).isEqualTo("Europe/Berlin");
        assertThat(pia.quietHours()).isNotNull();
        assertThat(pia.quietHours().end()).isEqualTo(LocalTime.of(7, 0));
        assertThat(pia.workingDays()).hasSize(5).doesNotContain(DayOfWeek.SUNDAY);
        assertThat(pia.morning()).isEqualTo(LocalTime.of(8, 0));
        assertThat(pia.defaultReminders())
                .singleElement()
                .satisfies(reminder -> assertThat(reminder.before()).isEqualTo(Duration.ofHours(1)));
    }

    @Test
    void the_highest_version_counts_whatever_the_order_and_however_often_it_comes() {
        ObjectNode third = Platform.preferencesChanged("vera", 3, data -> data.put("morning", "09:30"));
        ObjectNode second = Platform.preferencesChanged("vera", 2, data -> data.put("morning", "05:00"));

        assertThat(platform.sidecar().deliver(platform.port(), Topics.NOTIFICATIONS, third, second, third, second))
                .containsOnly("SUCCESS");

        assertThat(preferences.of("vera").morning()).isEqualTo(LocalTime.of(9, 30));
    }

    @Test
    void restrictions_can_be_lifted_and_no_working_day_at_all_means_any() {
        platform.preferences("lea", 1, data -> {});
        platform.preferences("lea", 2, data -> {
            data.remove("quiet_hours");
            data.putArray("working_days");
        });

        assertThat(preferences.of("lea").quietHours()).isNull();
        assertThat(preferences.of("lea").workingDays()).isEmpty();
    }

    @Test
    void other_events_of_the_topic_are_for_others() {
        assertThat(platform.sidecar()
                        .deliver(
                                platform.port(),
                                Topics.NOTIFICATIONS,
                                GoldenEvents.of(EventType.NOTIFICATION_OUTCOME, data -> {}),
                                GoldenEvents.of(EventType.NOTIFICATION_IN_APP, data -> {})))
                .containsExactly("SUCCESS", "SUCCESS");
    }

    @Test
    void an_unknown_time_zone_is_kept_as_a_dead_letter_and_changes_nothing() {
        platform.preferences("zane", 1, data -> {});

        assertThat(platform.sidecar()
                        .deliver(
                                platform.port(),
                                Topics.NOTIFICATIONS,
                                Platform.preferencesChanged("zane", 2, data -> data.put("time_zone", "Mars/Olympus"))))
                .containsExactly("SUCCESS");

        assertThat(preferences.of("zane").zone().getId()).isEqualTo("Europe/Berlin");
    }
}
