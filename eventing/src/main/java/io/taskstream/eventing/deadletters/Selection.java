package io.taskstream.eventing.deadletters;

import io.taskstream.api.problem.ProblemException;
import io.taskstream.eventing.inbox.DeadLetter;
import io.taskstream.eventing.inbox.DeadLetters;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant: those of these ids, or those of a topic that wait.
 *
 * @param ids null where a topic is given
 * @param topic null where ids are given
 * @param after of a topic, only those with a greater id
 */
record Selection(@Nullable List<Long> ids, @Nullable String topic, long after) {
    /** So many at once. */
    static final int LIMIT = 100;

    /** @throws ProblemException 400 unless there are either ids or a topic */
    static Selection of(@Nullable List<Long> ids, @Nullable String topic, @Nullable Long after) {
        if ((ids == null) == (topic == null)) {
            throw ProblemException.badRequest("ids", "either these or a topic must be given");
        }
        if (ids != null && after != null) {
            throw ProblemException.badRequest("after", "goes with a topic only");
        }
        return new Selection(
                ids == null ? null : ids.stream().sorted().distinct().toList(), topic, after == null ? 0 : after);
    }

    /** Their ids, the oldest first, {@value #LIMIT} at most. */
    List<Long> in(DeadLetters deadLetters) {
        return ids != null
                ? ids
                : deadLetters.list(DeadLetter.State.DEAD, topic, after, LIMIT).stream()
                        .map(DeadLetter::deadLetterId)
                        .toList();
    }

    /** How many of them wait, those before {@code after} and behind the {@value #LIMIT}th included. */
    long remaining(DeadLetters deadLetters) {
        if (ids != null) {
            return deadLetters.waiting(ids);
        }
        return topic == null ? 0 : deadLetters.waiting(topic);
    }
}
