package io.taskstream.notification.webhooks;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The headers of Standard Webhooks. */
final class Signatures {
    private Signatures() {}

    /**
     * The headers of a message that is sent now.
     *
     * @param secrets each signs, so that receivers with any of them can verify
     */
    static Map<String, String> headers(String messageId, Instant now, String payload, List<String> secrets) {
        long timestamp = now.getEpochSecond();
        return Map.of(
                Webhook.UNBRANDED_MSG_ID_KEY,
                messageId,
                Webhook.UNBRANDED_MSG_TIMESTAMP_KEY,
                Long.toString(timestamp),
                Webhook.UNBRANDED_MSG_SIGNATURE_KEY,
                secrets.stream()
                        .map(secret -> signature(secret, messageId, timestamp, payload))
                        .collect(Collectors.joining(" ")));
    }

    private static String signature(String secret, String messageId, long timestamp, String payload) {
        try {
            return new Webhook(secret).sign(messageId, timestamp, payload);
        } catch (EmptyWebhookSecretException | WebhookSigningException e) {
            throw new IllegalStateException("A webhook's secret can't sign", e);
        }
    }
}
