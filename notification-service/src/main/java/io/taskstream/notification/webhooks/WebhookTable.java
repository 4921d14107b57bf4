package io.taskstream.notification.webhooks;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Webhooks, by whose they are. */
@Repository
class WebhookTable {
    private static final String COLUMNS =
            "webhook_id, url, event_types, description, status, reason, failing_since, version, created_at, updated_at";

    private final JdbcClient jdbc;

    WebhookTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many a user has; until the transaction ends nobody else counts theirs. */
    int countForChange(String userId) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('webhooks ' || ?, 0))")
                .param(userId)
                .query((row, number) -> number)
                .single();
        return jdbc.sql("select count(*) from webhook where user_id = ?")
                .param(userId)
                .query(Integer.class)
                .single();
    }

    WebhookView insert(
            UUID id,
            String userId,
            String url,
            String host,
            List<String> eventTypes,
            @Nullable String description,
            String sealedSecret) {
        return jdbc.sql("""
                        insert into webhook (webhook_id, user_id, url, host, event_types, description, status, secret,
                            version, created_at, updated_at)
                        values (:id, :userId, :url, :host, cast(:eventTypes as text[]), :description, 'ACTIVE', :secret,
                            1, now(), now())
                        returning\s""" + COLUMNS)
                .param("id", id)
                .param("userId", userId)
                .param("url", url)
                .param("host", host)
                .param("eventTypes", eventTypes.toArray(String[]::new))
                .param("description", description)
                .param("secret", sealedSecret)
                .query(WebhookTable::view)
                .single();
    }

    /** The newest first, from before that id on. */
    List<WebhookView> list(String userId, UUID before, int limit) {
        return jdbc.sql("select " + COLUMNS + " from webhook where user_id = ? and webhook_id < ?"
                        + " order by webhook_id desc limit ?")
                .params(userId, before, limit)
                .query(WebhookTable::view)
                .list();
    }

    Optional<WebhookView> find(UUID id, String userId) {
        return jdbc.sql("select " + COLUMNS + " from webhook where webhook_id = ? and user_id = ?")
                .params(id, userId)
                .query(WebhookTable::view)
                .optional();
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<WebhookView> findForChange(UUID id, String userId) {
        return jdbc.sql("select " + COLUMNS + " from webhook where webhook_id = ? and user_id = ? for no key update")
                .params(id, userId)
                .query(WebhookTable::view)
                .optional();
    }

    /** Changes what its user decides; what was told of its failures is forgotten. */
    WebhookView update(
            UUID id,
            String url,
            String host,
            List<String> eventTypes,
            @Nullable String description,
            WebhookStatus status) {
        return jdbc.sql("""
                        update webhook
                        set url = :url, host = :host, event_types = cast(:eventTypes as text[]),
                            description = :description, status = :status, failures = 0, failing_since = null,
                            reason = case when :status in ('ACTIVE', 'PAUSED') then null else reason end, version = version + 1, updated_at = now()
                        where webhook_id = :id
                        returning\s""" + COLUMNS)
                .param("url", url)
                .param("host", host)
                .param("eventTypes", eventTypes.toArray(String[]::new))
                .param("description", description)
                .param("status", status.name())
                .param("id", id)
                .query(WebhookTable::view)
                .single();
    }

    /** A new secret; the old one signs as well for a while. */
    WebhookView rotate(UUID id, String sealedSecret, Duration grace) {
        return jdbc.sql("""
                        update webhook
                        set previous_secret = secret, previous_secret_until = now() + make_interval(secs => ?),
                            secret = ?, version = version + 1, updated_at = now()
                        where webhook_id = ?
                        returning\s""" + COLUMNS)
                .params(grace.toSeconds(), sealedSecret, id)
                .query(WebhookTable::view)
                .single();
    }

    void delete(UUID id) {
        jdbc.sql("delete from webhook where webhook_id = ?").param(id).update();
    }

    private static WebhookView view(ResultSet row, int number) throws SQLException {
        return new WebhookView(
                row.getObject("webhook_id", UUID.class),
                row.getString("url"),
                texts(row.getArray("event_types")),
                row.getString("description"),
                WebhookStatus.valueOf(row.getString("status")),
                row.getString("reason"),
                instant(row, "failing_since"),
                null,
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
