package io.taskstream.eventing.deadletters;

import io.taskstream.api.idempotency.IdempotentWrites;
import io.taskstream.api.idempotency.WriteRequest;
import io.taskstream.api.paging.Cursor;
import io.taskstream.api.paging.Page;
import io.taskstream.api.paging.PageRequest;
import io.taskstream.api.problem.ProblemException;
import io.taskstream.api.security.Operator;
import io.taskstream.eventing.inbox.DeadLetter;
import io.taskstream.eventing.inbox.DeadLetters;
import io.taskstream.eventing.inbox.Redrive;
import io.taskstream.eventing.inbox.Subscriptions;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The dead letters of this service, for operators; each service answers under its own name. */
@RestController
@RequestMapping("/api/dead-letters/{service}")
class DeadLetterController {
    private final String ownName;
    private final DeadLetters deadLetters;
    private final Subscriptions subscriptions;
    private final BulkRedrive bulkRedrive;
    private final IdempotentWrites writes;

    DeadLetterController(
            @Value("${spring.application.name}") String ownName,
            DeadLetters deadLetters,
            Subscriptions subscriptions,
            BulkRedrive bulkRedrive,
            IdempotentWrites writes) {
        this.ownName = ownName;
        this.deadLetters = deadLetters;
        this.subscriptions = subscriptions;
        this.bulkRedrive = bulkRedrive;
        this.writes = writes;
    }

    /** Runs before each of the handlers below. */
    @ModelAttribute
    void admit(Operator operator, @PathVariable String service) {
        if (!service.equals(ownName)) {
            throw ProblemException.notFound("service");
        }
    }

    @GetMapping
    Page<DeadLetter> list(
            @RequestParam(defaultValue = "dead") DeadLetter.State state,
            @RequestParam(required = false) @Nullable String topic,
            PageRequest page) {
        requireConsumed(topic);
        long after = page.after(1).map(keys -> keys[0]).orElse(0L);
        List<DeadLetter> found = deadLetters.list(state, topic, after, page.fetch());
        return Page.of(page, found, letter -> Cursor.after(letter.deadLetterId()), letter -> letter);
    }

    @GetMapping("/summary")
    Summary summary() {
        return new Summary(deadLetters.counts());
    }

    @GetMapping("/{deadLetterId}")
    Inspection inspect(@PathVariable long deadLetterId) {
        return new Inspection(find(deadLetterId), deadLetters.event(deadLetterId));
    }

    @PostMapping("/{deadLetterId}/redrive")
    ResponseEntity<DeadLetter> redrive(Operator operator, WriteRequest write, @PathVariable long deadLetterId) {
        return writes.inSteps(write, () -> switch (subscriptions
                .redrive(deadLetterId, operator.name(), Redrive.Order.ANY)
                .orElseThrow(DeadLetterController::notFound)) {
            case Redrive.Applied applied -> ResponseEntity.ok(applied.letter());
            case Redrive.Failed failed -> ResponseEntity.ok(failed.letter());
            case Redrive.Refused refused ->
                throw ProblemException.conflict("Dead letter " + deadLetterId + " " + refused.reason());
        });
    }

    @PostMapping("/redrive")
    ResponseEntity<Progress> redriveMany(
            Operator operator, WriteRequest write, @Valid @RequestBody RedriveRequest request) {
        Selection selection = request.selection();
        requireConsumed(selection.topic());
        return writes.inSteps(write, () -> ResponseEntity.ok(bulkRedrive.redrive(selection, operator.name())));
    }

    @PostMapping("/{deadLetterId}/discard")
    ResponseEntity<DeadLetter> discard(
            Operator operator,
            WriteRequest write,
            @PathVariable long deadLetterId,
            @Valid @RequestBody DiscardRequest request) {
        return writes.once(write, () -> {
            boolean discarded = !deadLetters
                    .discard(List.of(deadLetterId), request.reason(), operator.name())
                    .isEmpty();
            DeadLetter letter = find(deadLetterId);
            if (!discarded) {
                throw ProblemException.conflict(
                        "Dead letter " + deadLetterId + " " + letter.state().obstacle());
            }
            return ResponseEntity.ok(letter);
        });
    }

    @PostMapping("/discard")
    ResponseEntity<Progress> discardMany(
            Operator operator, WriteRequest write, @Valid @RequestBody DiscardManyRequest request) {
        Selection selection = request.selection();
        requireConsumed(selection.topic());
        return writes.once(write, () -> {
            List<Long> chosen = selection.in(deadLetters);
            List<Long> discarded = deadLetters.discard(chosen, request.reason(), operator.name());
            return ResponseEntity.ok(new Progress(
                    Outcome.afterDiscard(chosen, discarded, deadLetters), selection.remaining(deadLetters), null));
        });
    }

    private void requireConsumed(@Nullable String topic) {
        List<String> topics = subscriptions.topics();
        if (topic != null && !topics.contains(topic)) {
            throw ProblemException.badRequest(
                    "topic",
                    topics.isEmpty()
                            ? "can't be given: " + ownName + " consumes none"
                            : "must be one that " + ownName + " consumes: " + String.join(", ", topics));
        }
    }

    private DeadLetter find(long deadLetterId) {
        return deadLetters.find(deadLetterId).orElseThrow(DeadLetterController::notFound);
    }

    private static ProblemException notFound() {
        return ProblemException.notFound("dead letter");
    }
}
