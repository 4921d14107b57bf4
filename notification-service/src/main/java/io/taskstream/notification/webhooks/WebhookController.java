package io.taskstream.notification.webhooks;

import io.taskstream.api.idempotency.IdempotentWrites;
import io.taskstream.api.idempotency.WriteRequest;
import io.taskstream.api.paging.Page;
import io.taskstream.api.paging.PageRequest;
import io.taskstream.api.security.Caller;
import io.taskstream.api.version.ETags;
import io.taskstream.api.version.IfMatch;
import jakarta.validation.Valid;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One's webhooks, newest first. */
@RestController
@RequestMapping("/api/webhooks")
class WebhookController {
    private final Webhooks webhooks;
    private final WebhookTable table;
    private final IdempotentWrites writes;

    WebhookController(Webhooks webhooks, WebhookTable table, IdempotentWrites writes) {
        this.webhooks = webhooks;
        this.table = table;
        this.writes = writes;
    }

    @PostMapping
    ResponseEntity<WebhookView> create(WriteRequest write, @Valid @RequestBody WebhookRequest request) {
        return writes.once(write, () -> {
            WebhookView created = webhooks.create(write.caller(), request);
            return ResponseEntity.created(URI.create("/api/webhooks/" + created.webhookId()))
                    .eTag(ETags.of(created.version()))
                    .body(created);
        });
    }

    @GetMapping
    Page<WebhookView> list(Caller caller, PageRequest page) {
        return Positions.page(
                page, (before, limit) -> table.list(caller.userId(), before, limit), WebhookView::webhookId);
    }

    @GetMapping("/{webhookId}")
    ResponseEntity<WebhookView> get(Caller caller, @PathVariable UUID webhookId) {
        return answer(webhooks.get(caller, webhookId));
    }

    @PatchMapping("/{webhookId}")
    ResponseEntity<WebhookView> patch(
            WriteRequest write,
            IfMatch expected,
            @PathVariable UUID webhookId,
            @Valid @RequestBody WebhookPatch patch) {
        return writes.once(write, () -> answer(webhooks.patch(write.caller(), webhookId, expected, patch)));
    }

    @DeleteMapping("/{webhookId}")
    ResponseEntity<Void> delete(WriteRequest write, IfMatch expected, @PathVariable UUID webhookId) {
        return writes.once(write, () -> {
            webhooks.delete(write.caller(), webhookId, expected);
            return ResponseEntity.noContent().build();
        });
    }

    @PostMapping("/{webhookId}/rotate-secret")
    ResponseEntity<WebhookView> rotate(WriteRequest write, IfMatch expected, @PathVariable UUID webhookId) {
        return writes.once(write, () -> answer(webhooks.rotate(write.caller(), webhookId, expected)));
    }

    private static ResponseEntity<WebhookView> answer(WebhookView webhook) {
        return ResponseEntity.ok().eTag(ETags.of(webhook.version())).body(webhook);
    }
}
