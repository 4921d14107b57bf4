package io.taskstream.reminder.reminders;

import io.taskstream.reminder.preferences.Preferences;
import io.taskstream.reminder.preferences.PreferencesApplied;
import io.taskstream.reminder.preferences.UserPreferences;
import java.time.Instant;
import org.springframework.context.event.EventListener;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;

/**
 * Lets deferred reminders ring as their user's new preferences have it. What new preferences defer is deferred when it
 * comes due. Runs within the transaction of the event's effect.
 */
@Component
class PreferencesFollower {
    /** More than these ring when the old preferences had it. */
    private static final Limit MOST = Limit.of(1_000);

    private final ReminderRepository repository;
    private final Reminders reminders;
    private final UserPreferences preferences;

    PreferencesFollower(ReminderRepository repository, Reminders reminders, UserPreferences preferences) {
        this.repository = repository;
        this.reminders = reminders;
        this.preferences = preferences;
    }

    @EventListener
    void on(PreferencesApplied applied) {
        Preferences times = preferences.of(applied.userId());
        Instant now = reminders.now();
        repository
                .lockDeferred(applied.userId(), MOST)
                .forEach(reminder -> reminders.record(reminder, reminder.replan(times, now), now));
    }
}
