package io.taskstream.reminder.reminders;

import jakarta.persistence.Embeddable;
import java.time.Duration;

/** How often a reminder has rung again of the times that it is to, which firing counts. */
@Embeddable
record Repeats(long repeatEverySeconds, int repeatTimes, int repeatsLeft) {

    static Repeats of(Repeat repeat) {
        return new Repeats(repeat.every().toSeconds(), repeat.times(), repeat.times());
    }

    Repeats fromTheStart() {
        return new Repeats(repeatEverySeconds, repeatTimes, repeatTimes);
    }

    /** How the API shows it. */
    ReminderView.RepeatView view() {
        return new ReminderView.RepeatView(Duration.ofSeconds(repeatEverySeconds), repeatTimes, repeatsLeft);
    }
}
