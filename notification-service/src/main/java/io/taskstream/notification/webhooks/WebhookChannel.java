package io.taskstream.notification.webhooks;

import io.taskstream.contracts.EventType;
import io.taskstream.notification.channels.Channel;
import io.taskstream.notification.channels.Content;
import io.taskstream.notification.channels.Message;
import io.taskstream.notification.channels.Result;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The person's webhooks as a way to the person. Those that listen to reminders are told of each by its event, in the
 * transaction in which its notification is stored, and with retries of their own; a second message would only repeat
 * it. So there is nothing to send here: only to say whether somebody listens.
 */
@Component
class WebhookChannel implements Channel {
    private final WebhookDeliveries deliveries;

    WebhookChannel(WebhookDeliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public int concurrency() {
        return 1;
    }

    @Override
    public Result send(Message message) {
        return switch (message.content()) {
            case Content.Reminder _ ->
                deliveries
                                .listeners(List.of(message.userId()), EventTypes.namesOf(EventType.REMINDER_DUE))
                                .isEmpty()
                        ? new Result.Refused("no webhook listens to reminders: POST /api/webhooks")
                        : new Result.Sent();
            case Content.Digest _ -> new Result.Refused("webhooks get reminders one by one");
            case Content.VerificationCode _ -> new Result.Refused("webhooks have no address to verify");
        };
    }
}
