package io.taskstream.notification.webhooks;

import com.github.f4b6a3.uuid.UuidCreator;
import io.taskstream.api.problem.BadValueException;
import io.taskstream.api.problem.ProblemException;
import io.taskstream.api.security.Caller;
import io.taskstream.api.version.IfMatch;
import io.taskstream.notification.webhooks.http.Destinations;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What users do with their webhooks, within the transaction of the caller. */
@Component
class Webhooks {
    /** Webhooks of one user, at most. */
    static final int MOST = 10;

    /** How long a replaced secret signs as well. */
    static final Duration GRACE = Duration.ofHours(24);

    private final WebhookTable table;
    private final WebhookDeliveries deliveries;
    private final Destinations destinations;
    private final Secrets secrets;

    Webhooks(WebhookTable table, WebhookDeliveries deliveries, Destinations destinations, Secrets secrets) {
        this.table = table;
        this.deliveries = deliveries;
        this.destinations = destinations;
        this.secrets = secrets;
    }

    WebhookView create(Caller caller, WebhookRequest request) {
        URI url = checked(request.url());
        List<String> eventTypes = EventTypes.chosen(request.eventTypes());
        if (table.countForChange(caller.userId()) >= MOST) {
            throw ProblemException.conflict("There are " + MOST + " webhooks already: delete or change one of them");
        }
        String secret = secrets.make();
        return table.insert(
                        UuidCreator.getTimeOrderedEpoch(),
                        caller.userId(),
                        request.url(),
                        Destinations.host(url),
                        eventTypes,
                        blankless(request.description()),
                        secrets.sealed(secret))
                .with(secret);
    }

    WebhookView get(Caller caller, UUID id) {
        return table.find(id, caller.userId()).orElseThrow(Webhooks::unknown);
    }

    WebhookView patch(Caller caller, UUID id, IfMatch expected, WebhookPatch patch) {
        WebhookView before = findForChange(caller, id, expected);
        String url = given(patch.url().or(before::url));
        WebhookStatus status =
                patch.status().given() ? given(patch.status().value()).status() : before.status();
        WebhookView after = table.update(
                id,
                url,
                Destinations.host(checked(url)),
                EventTypes.chosen(given(patch.eventTypes().or(before::eventTypes))),
                blankless(patch.description().or(before::description)),
                status);
        if (status == WebhookStatus.PAUSED && before.status() == WebhookStatus.ACTIVE) {
            deliveries.abandon(id, "the webhook was paused");
        }
        return after;
    }

    WebhookView rotate(Caller caller, UUID id, IfMatch expected) {
        findForChange(caller, id, expected);
        String secret = secrets.make();
        return table.rotate(id, secrets.sealed(secret), GRACE).with(secret);
    }

    void delete(Caller caller, UUID id, IfMatch expected) {
        findForChange(caller, id, expected);
        table.delete(id);
    }

    /**
     * The webhook, if it takes deliveries.
     *
     * @throws ProblemException with 404 without such a webhook, with 409 if it isn't active
     */
    WebhookView active(Caller caller, UUID id) {
        WebhookView webhook = table.findForChange(id, caller.userId()).orElseThrow(Webhooks::unknown);
        if (webhook.status() != WebhookStatus.ACTIVE) {
            throw ProblemException.conflict("The webhook is not active: PATCH it with {\"status\": \"active\"} first");
        }
        return webhook;
    }

    private WebhookView findForChange(Caller caller, UUID id, IfMatch expected) {
        WebhookView webhook = table.findForChange(id, caller.userId()).orElseThrow(Webhooks::unknown);
        expected.require(webhook.version());
        return webhook;
    }

    private URI checked(String url) {
        try {
            return destinations.check(url);
        } catch (BadValueException e) {
            throw ProblemException.badRequest("url", e.reason());
        }
    }

    /** Validation has seen to it. */
    private static <T> T given(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("Null passed the validation");
        }
        return value;
    }

    private static @Nullable String blankless(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    static ProblemException unknown() {
        return ProblemException.notFound("webhook");
    }
}
