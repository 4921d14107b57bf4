package io.taskstream.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * When a user wants to hear of things, on {@link Topics#NOTIFICATIONS}. Addresses are no part of it: they stay where
 * messages are sent from.
 *
 * @param timeZone in which the user reads times: an IANA name, such as Europe/Berlin
 * @param quietHours in which nothing is to ring; null for none
 * @param workingDays outside of which nothing is to ring; null for any day
 * @param morning when the user's day begins, such as 08:00
 * @param defaultReminders of a task with a due date for which none are asked for
 * @param version of the preferences: 1, 2, 3 …
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PreferencesChanged(
        String userId,
        ZoneId timeZone,
        @Nullable QuietHours quietHours,
        @Nullable List<Weekday> workingDays,
        @JsonFormat(pattern = "HH:mm") LocalTime morning,
        List<DefaultReminder> defaultReminders,
        Instant timestamp,
        long version)
        implements Event {

    public PreferencesChanged {
        requireNonNull(userId, "user_id");
        requireNonNull(timeZone, "time_zone");
        requireNonNull(morning, "morning");
        requireNonNull(timestamp, "timestamp");
        workingDays = workingDays == null ? null : List.copyOf(workingDays);
        defaultReminders = List.copyOf(requireNonNull(defaultReminders, "default_reminders"));
    }

    /**
     * A part of each day, in the user's time zone; over midnight where {@code end} comes before {@code start}.
     *
     * @param start first quiet minute
     * @param end first minute that is no longer quiet
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record QuietHours(
            @JsonFormat(pattern = "HH:mm") LocalTime start,
            @JsonFormat(pattern = "HH:mm") LocalTime end) {
        public QuietHours {
            requireNonNull(start, "start");
            requireNonNull(end, "end");
        }
    }

    /**
     * A reminder that tasks get by themselves.
     *
     * @param before how long before the task is due, zero or more
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record DefaultReminder(Duration before, NotificationMethod notificationMethod) {
        public DefaultReminder {
            requireNonNull(before, "before");
            requireNonNull(notificationMethod, "notification_method");
        }
    }

    @Override
    public EventType type() {
        return EventType.PREFERENCES_CHANGED;
    }

    @Override
    public String subject() {
        return userId;
    }

    @Override
    public String partitionKey() {
        return userId;
    }
}
