package io.taskstream.notification.delivery;

import io.taskstream.notification.delivery.DeliverySettings.Limit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The buckets that all instances take from; {@link DeliveryTable#claim} is where they do. */
@Repository
class ChannelLimits {
    private final JdbcClient jdbc;

    ChannelLimits(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** From now on; tokens that are there already stay. */
    void set(String channel, @Nullable Limit limit) {
        if (limit == null) {
            jdbc.sql("delete from channel_limit where channel = ?")
                    .param(channel)
                    .update();
            return;
        }
        jdbc.sql("""
                        insert into channel_limit (channel, per_second, burst, tokens, filled_at)
                        values (:channel, :perSecond, :burst, :burst, statement_timestamp())
                        on conflict (channel) do update set per_second = excluded.per_second, burst = excluded.burst
                        """)
                .param("channel", channel)
                .param("perSecond", limit.perSecond())
                .param("burst", limit.burst())
                .update();
    }
}
