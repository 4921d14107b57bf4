package io.taskstream.notification.webhooks;

import io.taskstream.api.idempotency.IdempotentWrites;
import io.taskstream.api.idempotency.WriteRequest;
import io.taskstream.api.paging.Page;
import io.taskstream.api.paging.PageRequest;
import io.taskstream.api.problem.ProblemException;
import io.taskstream.api.security.Caller;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What became of the deliveries to a webhook, newest first; and more of them on demand. */
@RestController
@RequestMapping("/api/webhooks/{webhookId}")
class WebhookDeliveryController {
    private final Webhooks webhooks;
    private final WebhookDeliveries deliveries;
    private final NewDeliveries newDeliveries;
    private final Ping ping;
    private final IdempotentWrites writes;
    private final ApplicationEventPublisher facts;

    WebhookDeliveryController(
            Webhooks webhooks,
            WebhookDeliveries deliveries,
            NewDeliveries newDeliveries,
            Ping ping,
            IdempotentWrites writes,
            ApplicationEventPublisher facts) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.newDeliveries = newDeliveries;
        this.ping = ping;
        this.writes = writes;
        this.facts = facts;
    }

    @GetMapping("/deliveries")
    Page<DeliveryView> list(Caller caller, @PathVariable UUID webhookId, PageRequest page) {
        webhooks.get(caller, webhookId);
        return Positions.page(
                page, (before, limit) -> deliveries.list(webhookId, before, limit), DeliveryView::deliveryId);
    }

    @PostMapping("/test")
    ResponseEntity<DeliveryView> test(WriteRequest write, @PathVariable UUID webhookId) {
        return writes.once(write, () -> {
            webhooks.active(write.caller(), webhookId);
            UUID delivery = newDeliveries.add(ping.of(webhookId, write.caller().userId()), webhookId);
            return ResponseEntity.accepted()
                    .body(deliveries.find(webhookId, delivery).orElseThrow());
        });
    }

    @PostMapping("/deliveries/{deliveryId}/redeliver")
    ResponseEntity<DeliveryView> redeliver(
            WriteRequest write, @PathVariable UUID webhookId, @PathVariable UUID deliveryId) {
        return writes.once(write, () -> {
            webhooks.get(write.caller(), webhookId);
            if (deliveries.find(webhookId, deliveryId).isEmpty()) {
                throw ProblemException.notFound("delivery");
            }
            webhooks.active(write.caller(), webhookId);
            DeliveryView again = deliveries
                    .again(webhookId, deliveryId)
                    .orElseThrow(() -> ProblemException.conflict("It is being sent at the moment"));
            facts.publishEvent(new DeliveriesDue());
            return ResponseEntity.accepted().body(again);
        });
    }
}
