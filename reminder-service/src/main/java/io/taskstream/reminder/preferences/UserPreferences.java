package io.taskstream.reminder.preferences;

import io.taskstream.contracts.EventJson;
import io.taskstream.contracts.PreferencesChanged;
import io.taskstream.contracts.PreferencesChanged.DefaultReminder;
import io.taskstream.contracts.PreferencesChanged.QuietHours;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** The preferences that events have told of. */
@Repository
public class UserPreferences {
    private static final TypeReference<List<DefaultReminder>> DEFAULT_REMINDERS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    UserPreferences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the preferences as the event has them, unless something newer is known; whether it did. */
    boolean apply(PreferencesChanged event) {
        QuietHours quiet = event.quietHours();
        return jdbc.sql("""
                        insert into user_preferences (user_id, time_zone, quiet_start, quiet_end, working_days, morning,
                            default_reminders, version)
                        values (:userId, :zone, :quietStart, :quietEnd, :workingDays, :morning,
                            cast(:defaultReminders as jsonb), :version)
                        on conflict (user_id) do update
                        set time_zone = excluded.time_zone, quiet_start = excluded.quiet_start,
                            quiet_end = excluded.quiet_end, working_days = excluded.working_days,
                            morning = excluded.morning, default_reminders = excluded.default_reminders,
                            version = excluded.version
                        where user_preferences.version < excluded.version
                        """)
                        .param("userId", event.userId())
                        .param("zone", event.timeZone().getId())
                        .param("quietStart", quiet == null ? null : quiet.start())
                        .param("quietEnd", quiet == null ? null : quiet.end())
                        .param("workingDays", workingDays(event))
                        .param("morning", event.morning())
                        .param("defaultReminders", EventJson.mapper().writeValueAsString(event.defaultReminders()))
                        .param("version", event.version())
                        .update()
                == 1;
    }

    /** A user's preferences; {@link Preferences#UNSAID} as long as nothing is known. */
    public Preferences of(String userId) {
        return jdbc.sql("select time_zone, quiet_start, quiet_end, working_days, morning, default_reminders"
                        + " from user_preferences where user_id = ?")
                .param(userId)
                .query((row, number) -> read(
                        row,
                        EventJson.mapper()
                                .readerFor(DEFAULT_REMINDERS)
                                .<List<DefaultReminder>>readValue(row.getString("default_reminders"))))
                .optional()
                .orElse(Preferences.UNSAID);
    }

    /**
     * Preferences from a row of a statement that has joined them, perhaps in vain: zone, quiet hours, working days and
     * morning.
     */
    public static Preferences times(ResultSet row) throws SQLException {
        return row.getString("time_zone") == null ? Preferences.UNSAID : read(row, List.of());
    }

    private static Preferences read(ResultSet row, List<DefaultReminder> defaultReminders) throws SQLException {
        LocalTime quietStart = row.getObject("quiet_start", LocalTime.class);
        return new Preferences(
                ZoneId.of(row.getString("time_zone")),
                quietStart == null ? null : new QuietHours(quietStart, row.getObject("quiet_end", LocalTime.class)),
                days(row.getArray("working_days")),
                row.getObject("morning", LocalTime.class),
                defaultReminders);
    }

    private static Set<DayOfWeek> days(@Nullable Array names) throws SQLException {
        return names == null
                ? Set.of()
                : Arrays.stream((String[]) names.getArray())
                        .map(DayOfWeek::valueOf)
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** No day at all would mean that nothing rings ever: that is taken for any day. */
    private static String @Nullable [] workingDays(PreferencesChanged event) {
        return event.workingDays() == null || event.workingDays().isEmpty()
                ? null
                : event.workingDays().stream()
                        .map(day -> day.dayOfWeek().name())
                        .distinct()
                        .toArray(String[]::new);
    }
}
