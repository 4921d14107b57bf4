package io.taskstream.notification.webhooks;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a delivery, which this instance has claimed.
 *
 * @param attempt 1 for the first; while it's under way no other attempt has the same
 * @param round the same, counted from the last time somebody asked for the delivery
 * @param sealedSecrets with which to sign, as they are stored; the newest first
 * @param causeTrace the W3C traceparent of the event
 */
record Outgoing(
        UUID deliveryId,
        UUID webhookId,
        String url,
        String host,
        WebhookStatus webhook,
        List<String> sealedSecrets,
        String payload,
        int attempt,
        int round,
        @Nullable String causeTrace) {}
