package io.taskstream.notification.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Deliveries to webhooks as a queue, by the database's clock. */
@Repository
class OutgoingTable {
    private final JdbcClient jdbc;

    OutgoingTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Begins attempts at due deliveries: one for each host, those that have waited longest first. Until the lease ends
     * nobody else begins one at the same deliveries; after it, the attempt counts as lost.
     *
     * <p>It steps from the head of one webhook's queue to that of the next, so that a long queue of one costs the
     * others nothing.
     *
     * @param busy webhooks that are to get nothing now
     * @param busyHosts hosts that are to get nothing now
     */
    List<Outgoing> claim(int limit, Collection<UUID> busy, Collection<String> busyHosts, Duration lease) {
        return jdbc.sql("""
                        with recursive head as (
                            (select webhook_id, next_attempt_at from webhook_delivery
                                where next_attempt_at is not null
                                order by webhook_id, next_attempt_at limit 1)
                            union all
                            select following.webhook_id, following.next_attempt_at
                            from head cross join lateral (
                                select webhook_id, next_attempt_at from webhook_delivery
                                where next_attempt_at is not null and webhook_id > head.webhook_id
                                order by webhook_id, next_attempt_at limit 1) following),
                        of_host as (
                            select distinct on (w.host) w.webhook_id, head.next_attempt_at
                            from head cross join lateral (
                                -- the limit keeps the planner from reading all webhooks instead of these
                                select webhook_id, host from webhook
                                where webhook_id = head.webhook_id
                                    and webhook_id <> all (cast(:busy as uuid[]))
                                    and host <> all (cast(:busyHosts as text[]))
                                limit 1) w
                            where head.next_attempt_at <= statement_timestamp()
                            order by w.host, head.next_attempt_at),
                        chosen as (select webhook_id from of_host order by next_attempt_at limit :limit),
                        due as (
                            select one.delivery_id from chosen cross join lateral (
                                select d.delivery_id from webhook_delivery d
                                where d.webhook_id = chosen.webhook_id and d.next_attempt_at <= statement_timestamp()
                                order by d.next_attempt_at limit 1 for update skip locked) one)
                        update webhook_delivery d
                        set status = 'SENDING', attempts = d.attempts + 1, last_attempt_at = statement_timestamp(),
                            next_attempt_at = statement_timestamp() + make_interval(secs => :lease)
                        from due, webhook w
                        where d.delivery_id = due.delivery_id and w.webhook_id = d.webhook_id
                        returning d.delivery_id, d.webhook_id, w.url, w.host, w.status as webhook_status, w.secret,
                            case when w.previous_secret_until > statement_timestamp() then w.previous_secret end
                                as previous_secret,
                            d.payload, d.attempts, d.attempts - d.attempts_before as round, d.causetrace
                        """)
                .param("limit", limit)
                .param("busy", busy.stream().map(UUID::toString).toArray(String[]::new))
                .param("busyHosts", busyHosts.toArray(String[]::new))
                .param("lease", lease.toSeconds())
                .query(OutgoingTable::outgoing)
                .list();
    }

    /** Ends an attempt; false if it has counted as lost in the meantime, and another one has begun. */
    boolean settle(Outgoing attempt, DeliveryStatus status, Verdict verdict, @Nullable String reason) {
        Duration retryIn = verdict instanceof Verdict.Retry retry ? retry.in() : null;
        return jdbc.sql("""
                        update webhook_delivery
                        set status = :status, reason = :reason,
                            response_status = coalesce(cast(:responseStatus as integer), response_status),
                            delivered_at = case when :status = 'DELIVERED' then now() end,
                            next_attempt_at = now() + make_interval(secs => cast(:retryIn as double precision))
                        where delivery_id = :id and attempts = :attempt and status = 'SENDING'
                        """)
                        .param("status", status.name())
                        .param("reason", reason)
                        .param("responseStatus", verdict.responseStatus())
                        .param("retryIn", retryIn == null ? null : retryIn.toMillis() / 1000.0)
                        .param("id", attempt.deliveryId())
                        .param("attempt", attempt.attempt())
                        .update()
                == 1;
    }

    /** The webhook took something: what failed before is forgiven. */
    void succeeded(UUID webhookId) {
        jdbc.sql("update webhook set failures = 0, failing_since = null where webhook_id = ? and failures > 0")
                .param(webhookId)
                .update();
    }

    /** The webhook didn't take something; whether so often in a row, and for so long, that it is to be left alone. */
    boolean failed(UUID webhookId, int failures, Duration during) {
        return jdbc.sql("""
                        update webhook set failures = failures + 1, failing_since = coalesce(failing_since, now())
                        where webhook_id = ?
                        returning failures >= ? and failing_since <= now() - make_interval(secs => ?) as hopeless
                        """)
                .params(webhookId, failures, during.toSeconds())
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** From now on the webhook isn't told of anything; false if it wasn't already. */
    boolean close(UUID webhookId, WebhookStatus status, String reason) {
        return jdbc.sql("""
                        update webhook set status = ?, reason = ?, version = version + 1, updated_at = now()
                        where webhook_id = ? and status = 'ACTIVE'
                        """).params(status.name(), reason, webhookId).update() == 1;
    }

    private static Outgoing outgoing(ResultSet row, int number) throws SQLException {
        String previous = row.getString("previous_secret");
        return new Outgoing(
                row.getObject("delivery_id", UUID.class),
                row.getObject("webhook_id", UUID.class),
                row.getString("url"),
                row.getString("host"),
                WebhookStatus.valueOf(row.getString("webhook_status")),
                previous == null ? List.of(row.getString("secret")) : List.of(row.getString("secret"), previous),
                row.getString("payload"),
                row.getInt("attempts"),
                row.getInt("round"),
                row.getString("causetrace"));
    }
}
