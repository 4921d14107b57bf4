package io.taskstream.reminder.firing;

import io.taskstream.contracts.ReminderDue;
import io.taskstream.reminder.history.Entry;
import io.taskstream.reminder.history.Reason;
import io.taskstream.reminder.history.What;
import io.taskstream.reminder.preferences.Ring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a due reminder. */
sealed interface Verdict {
    Claimed reminder();

    /** Its history as this makes it longer. */
    List<Entry> history();

    /**
     * It rings.
     *
     * @param reason that it was due, or why it is late
     * @param next when it rings again; null if it doesn't
     */
    record Fire(Claimed reminder, Reason reason, @Nullable Ring next) implements Verdict {
        boolean late() {
            return reason != Reason.DUE;
        }

        Duration lateness() {
            return Duration.between(reminder.remindAt(), reminder.now());
        }

        ReminderDue fact() {
            return new ReminderDue(
                    reminder.taskId(),
                    reminder.userId(),
                    reminder.remindAt(),
                    reminder.taskTitle(),
                    reminder.method(),
                    reminder.reminderId(),
                    reminder.occurrence(),
                    reminder.now(),
                    late(),
                    reminder.deferredFrom(),
                    reminder.deferral());
        }

        @Override
        public List<Entry> history() {
            Entry fired = new Entry(
                    reminder.occurrence(),
                    late() ? What.FIRED_LATE : What.FIRED,
                    reason,
                    null,
                    reminder.remindAt(),
                    null);
            if (next == null) {
                return List.of(fired);
            }
            List<Entry> entries = new ArrayList<>(List.of(fired));
            entries.addAll(Entry.planned(
                    reminder.occurrence() + 1, What.SCHEDULED, Reason.REPEAT, null, next, reminder.zone()));
            return entries;
        }
    }

    /** It rings later, since its user doesn't want to hear of anything now. */
    record Defer(Claimed reminder, Ring ring) implements Verdict {
        @Override
        public List<Entry> history() {
            return List.of(Entry.deferred(reminder.occurrence(), ring, reminder.zone()));
        }
    }
}
