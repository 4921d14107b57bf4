package io.taskstream.reminder.reminders;

import io.taskstream.reminder.preferences.Preferences;
import java.time.Duration;
import java.time.Instant;

/** How long a reminder is to keep quiet. */
sealed interface Snooze {
    /**
     * When it is to ring instead.
     *
     * @param from now, or when it would ring if that lies ahead
     */
    Instant end(Instant from, Instant now, Preferences preferences);

    /** For a time. */
    record For(Duration duration) implements Snooze {
        @Override
        public Instant end(Instant from, Instant now, Preferences preferences) {
            return from.plus(duration);
        }
    }

    /** Until an instant. */
    record Until(Instant instant) implements Snooze {
        @Override
        public Instant end(Instant from, Instant now, Preferences preferences) {
            return instant;
        }
    }

    /** Until tomorrow morning, where the user lives. */
    record UntilMorning() implements Snooze {
        @Override
        public Instant end(Instant from, Instant now, Preferences preferences) {
            return preferences.tomorrowMorning(now);
        }
    }
}
