package io.taskstream.api.idempotency;

import io.taskstream.api.problem.ProblemException;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs writes in a transaction, and those with an {@code Idempotency-Key} at most once.
 *
 * <p>It hopes for the best: nothing is looked up beforehand. The key is inserted together with the answer at the end of
 * the transaction, and if it was there already (or the second run failed, since the first has changed things) then
 * everything is rolled back and {@link Replay} gives the first answer. Of two requests at the same time, the second
 * waits at the insert until the first is done.
 */
public final class IdempotentWrites {
    private final TransactionTemplate transaction;
    private final IdempotencyKeys keys;
    private final JsonMapper json;

    IdempotentWrites(TransactionTemplate transaction, IdempotencyKeys keys, JsonMapper json) {
        this.transaction = transaction;
        this.keys = keys;
        this.json = json;
    }

    /**
     * Runs the operation in a transaction of its own and keeps its answer, if the request has a key. Of the answer,
     * status, body, ETag and Location are kept.
     *
     * @param operation makes its changes in the database only, and throws {@link ProblemException} to answer otherwise
     */
    public <T> ResponseEntity<T> once(WriteRequest request, Supplier<ResponseEntity<T>> operation) {
        return Objects.requireNonNull(transaction.execute(status -> {
            ResponseEntity<T> answer = operation.get();
            String key = request.key();
            if (key != null && !keys.insert(request, key, kept(answer))) {
                throw new KeyTakenException();
            }
            return answer;
        }));
    }

    /**
     * Runs an operation that commits its changes by itself, step by step, and keeps its answer, if the request has a
     * key. Since steps can't be undone, the key is looked up beforehand. If the service dies on the way, the same
     * request goes on where it stopped; of two at the same time both take steps, so a step must tolerate that.
     *
     * @param operation throws {@link ProblemException} to answer otherwise; that isn't kept
     */
    public <T> ResponseEntity<T> inSteps(WriteRequest request, Supplier<ResponseEntity<T>> operation) {
        if (request.key() != null && keys.find(request).isPresent()) {
            throw new KeyTakenException();
        }
        ResponseEntity<T> answer = operation.get();
        return once(request, () -> answer);
    }

    private KeptAnswer kept(ResponseEntity<?> answer) {
        return new KeptAnswer(
                answer.getStatusCode().value(),
                answer.getHeaders().getETag(),
                Objects.toString(answer.getHeaders().getLocation(), null),
                answer.getBody() == null ? null : json.writeValueAsBytes(answer.getBody()));
    }
}
