package io.taskstream.notification.channels;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message says; a channel that can't say it refuses. */
public sealed interface Content {

    NotificationKind kind();

    /**
     * The time of a reminder has come.
     *
     * @param late whether it comes noticeably after {@code remindAt}, as after an outage
     */
    record Reminder(long taskId, long reminderId, String taskTitle, Instant remindAt, boolean late) implements Content {
        @Override
        public NotificationKind kind() {
            return NotificationKind.REMINDER;
        }
    }

    /**
     * The reminders of an hour or a day in one message.
     *
     * @param reminders the first of them, by when they were to ring
     * @param more how many there are beyond these
     */
    record Digest(List<Reminder> reminders, int more) implements Content {
        public Digest {
            reminders = List.copyOf(reminders);
        }

        @Override
        public NotificationKind kind() {
            return NotificationKind.DIGEST;
        }
    }

    /**
     * Proves that an address belongs to the user. It goes to the address that it names, and to no other.
     *
     * @param address an e-mail address or a phone number, according to the channel
     * @param link does the same as the code, for people who can click; null where there is none
     */
    record VerificationCode(
            String address, String code, @Nullable String link) implements Content {
        @Override
        public NotificationKind kind() {
            return NotificationKind.VERIFICATION;
        }

        /** Not the code: whoever knows it passes for the user. */
        @Override
        public String toString() {
            return "VerificationCode[…]";
        }
    }
}
