package io.taskstream.notification.preferences;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What users have said. */
@Repository
class PreferencesTable {
    private final JdbcClient jdbc;

    PreferencesTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Preferences> find(String userId) {
        return jdbc.sql("select user_id, email, version, updated_at from preferences where user_id = ?")
                .param(userId)
                .query(PreferencesTable::preferences)
                .optional();
    }

    /** Replaces what the user had said, if anything; the new version is one above the old. */
    Preferences put(String userId, EmailAddress email) {
        return jdbc.sql("""
                        insert into preferences (user_id, email, version, updated_at) values (?, ?, 1, now())
                        on conflict (user_id) do update
                        set email = excluded.email, version = preferences.version + 1, updated_at = excluded.updated_at
                        returning user_id, email, version, updated_at
                        """)
                .params(userId, email.text())
                .query(PreferencesTable::preferences)
                .single();
    }

    Optional<String> pushTopic(String userId) {
        return jdbc.sql("select push_topic from preferences where user_id = ? and push_topic is not null")
                .param(userId)
                .query(String.class)
                .optional();
    }

    Optional<String> phone(String userId) {
        return jdbc.sql("select phone from preferences where user_id = ? and phone is not null")
                .param(userId)
                .query(String.class)
                .optional();
    }

    private static @Nullable EmailAddress email(@Nullable String text) {
        return text == null ? null : new EmailAddress(text);
    }

    private static Preferences preferences(ResultSet row, int number) throws SQLException {
        return new Preferences(
                row.getString("user_id"),
                email(row.getString("email")),
                row.getLong("version"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
