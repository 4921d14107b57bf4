package io.taskstream.notification.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deliveries as they are asked for and looked at; how they are made is {@link OutgoingTable}'s. */
@Repository
class WebhookDeliveries {
    private static final String COLUMNS =
            "delivery_id, event_id, event_type, status, attempts, response_status, reason,"
                    + " created_at, last_attempt_at, delivered_at, next_attempt_at";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    WebhookDeliveries(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * The active webhooks of these users that have chosen one of these names; none of them is deleted until the
     * transaction ends.
     */
    List<Listener> listeners(Collection<String> userIds, Collection<String> names) {
        return jdbc.sql("""
                        select webhook_id, user_id, event_types from webhook
                        where status = 'ACTIVE' and user_id = any (cast(? as text[]))
                            and event_types && cast(? as text[])
                        order by webhook_id for key share
                        """)
                .params(userIds.toArray(String[]::new), names.toArray(String[]::new))
                .query((row, number) -> new Listener(
                        row.getObject("webhook_id", UUID.class), row.getString("user_id"), List.of((String[])
                                row.getArray("event_types").getArray())))
                .list();
    }

    /** Stores what isn't stored yet, due at once. */
    void insert(List<New> deliveries) {
        batches.batchUpdate(
                """
                insert into webhook_delivery (delivery_id, webhook_id, event_id, event_type, payload, causetrace, status,
                    next_attempt_at, created_at)
                values (?, ?, ?, ?, ?, ?, 'PENDING', now(), now())
                on conflict (webhook_id, event_id) do nothing
                """,
                deliveries.stream()
                        .map(one -> new @Nullable Object[] {
                            one.deliveryId(),
                            one.webhookId(),
                            one.eventId(),
                            one.eventType(),
                            one.payload(),
                            one.causeTrace()
                        })
                        .toList());
    }

    /** The newest first, from before that id on. */
    List<DeliveryView> list(UUID webhookId, UUID before, int limit) {
        return jdbc.sql("select " + COLUMNS + " from webhook_delivery where webhook_id = ? and delivery_id < ?"
                        + " order by delivery_id desc limit ?")
                .params(webhookId, before, limit)
                .query(WebhookDeliveries::view)
                .list();
    }

    Optional<DeliveryView> find(UUID webhookId, UUID deliveryId) {
        return jdbc.sql("select " + COLUMNS + " from webhook_delivery where webhook_id = ? and delivery_id = ?")
                .params(webhookId, deliveryId)
                .query(WebhookDeliveries::view)
                .optional();
    }

    /** Makes it due at once, with all of its retries before it; empty while it's being sent. */
    Optional<DeliveryView> again(UUID webhookId, UUID deliveryId) {
        return jdbc.sql("""
                        update webhook_delivery
                        set status = 'PENDING', attempts_before = attempts, next_attempt_at = now(), reason = null,
                            delivered_at = null
                        where webhook_id = ? and delivery_id = ? and status <> 'SENDING'
                        returning\s""" + COLUMNS)
                .params(webhookId, deliveryId)
                .query(WebhookDeliveries::view)
                .optional();
    }

    /** Gives up what waits for a webhook. */
    void abandon(UUID webhookId, String reason) {
        jdbc.sql("""
                        update webhook_delivery set status = 'FAILED', reason = ?, next_attempt_at = null
                        where webhook_id = ? and next_attempt_at is not null and status in ('PENDING', 'RETRYING')
                        """).params(reason, webhookId).update();
    }

    /** Forgets some that are settled and older than that; how many. */
    int purge(Duration age, int limit) {
        return jdbc.sql("""
                        delete from webhook_delivery where delivery_id in (
                            select delivery_id from webhook_delivery
                            where created_at < now() - make_interval(secs => ?) and next_attempt_at is null
                            order by created_at limit ? for update skip locked)
                        """).params(age.toSeconds(), limit).update();
    }

    private static DeliveryView view(ResultSet row, int number) throws SQLException {
        UUID id = row.getObject("delivery_id", UUID.class);
        return new DeliveryView(
                id,
                DeliveryView.messageId(id),
                row.getObject("event_id", UUID.class),
                row.getString("event_type"),
                DeliveryStatus.valueOf(row.getString("status")),
                row.getInt("attempts"),
                row.getObject("response_status", Integer.class),
                row.getString("reason"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "last_attempt_at"),
                instant(row, "delivered_at"),
                instant(row, "next_attempt_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** A webhook that may want an event. */
    record Listener(UUID webhookId, String userId, List<String> eventTypes) {}

    /** A delivery to be. */
    record New(
            UUID deliveryId,
            UUID webhookId,
            UUID eventId,
            String eventType,
            String payload,
            @Nullable String causeTrace) {}
}
