package io.taskstream.notification.preferences;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What users have said. */
@Repository
class PreferencesTable {
    private static final String COLUMNS =
            "user_id, email, email_verified, phone, phone_verified, push_topic, settings, version, updated_at";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    PreferencesTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        // while a new version of this service replaces an old one, both read what the other has kept
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    Optional<Preferences> find(String userId) {
        return jdbc.sql("select " + COLUMNS + " from preferences where user_id = ? and version > 0")
                .param(userId)
                .query(this::preferences)
                .optional();
    }

    /** As they are, for a change of them: until the transaction ends nobody else changes them. */
    Preferences lock(String userId) {
        jdbc.sql("insert into preferences (user_id, version, updated_at) values (?, 0, now()) on conflict do nothing")
                .param(userId)
                .update();
        return jdbc.sql("select " + COLUMNS + " from preferences where user_id = ? for update")
                .param(userId)
                .query(this::preferences)
                .single();
    }

    /** Replaces them; the new version is one above the old. */
    Preferences replace(Preferences preferences) {
        return jdbc.sql("""
                        update preferences
                        set email = :email, email_verified = :emailVerified,
                            phone = :phone, phone_verified = :phoneVerified, push_topic = :pushTopic,
                            settings = cast(:settings as jsonb), version = version + 1, updated_at = now()
                        where user_id = :userId
                        returning %s
                        """.formatted(COLUMNS))
                .param("userId", preferences.userId())
                .param("email", preferences.addressOf(AddressKind.EMAIL))
                .param("emailVerified", preferences.emailVerified())
                .param("phone", preferences.addressOf(AddressKind.PHONE))
                .param("phoneVerified", preferences.phoneVerified())
                .param("pushTopic", preferences.pushTopic())
                .param("settings", json.writeValueAsString(preferences.settings()))
                .query(this::preferences)
                .single();
    }

    private Preferences preferences(ResultSet row, int number) throws SQLException {
        return new Preferences(
                row.getString("user_id"),
                email(row.getString("email")),
                row.getBoolean("email_verified"),
                phone(row.getString("phone")),
                row.getBoolean("phone_verified"),
                row.getString("push_topic"),
                json.readValue(row.getString("settings"), Settings.class),
                row.getLong("version"),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable EmailAddress email(@Nullable String text) {
        return text == null ? null : new EmailAddress(text);
    }

    private static @Nullable PhoneNumber phone(@Nullable String text) {
        return text == null ? null : new PhoneNumber(text);
    }
}
