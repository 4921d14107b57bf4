package io.taskstream.eventing.deadletters;

import io.taskstream.eventing.inbox.DeadLetter;
import io.taskstream.eventing.inbox.DeadLetters;
import io.taskstream.eventing.inbox.Redrive;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of one dead letter of many.
 *
 * @param state how it stands now; null where there is none of that id
 * @param problem why it isn't as it should be; null where it is
 */
record Outcome(
        long deadLetterId,
        DeadLetter.@Nullable State state,
        @Nullable String problem) {
    private static final String UNKNOWN = "There is no such dead letter";

    static Outcome of(Redrive redrive) {
        DeadLetter letter = redrive.letter();
        return new Outcome(
                letter.deadLetterId(),
                letter.state(),
                switch (redrive) {
                    case Redrive.Applied applied -> null;
                    case Redrive.Failed failed -> "It failed again: " + letter.cause();
                    case Redrive.Refused refused -> "It " + refused.reason();
                });
    }

    static Outcome unknown(long deadLetterId) {
        return new Outcome(deadLetterId, null, UNKNOWN);
    }

    static List<Outcome> afterDiscard(List<Long> chosen, List<Long> discarded, DeadLetters deadLetters) {
        Map<Long, DeadLetter> letters = deadLetters.find(chosen).stream()
                .collect(Collectors.toMap(DeadLetter::deadLetterId, Function.identity()));
        Set<Long> done = Set.copyOf(discarded);
        return chosen.stream()
                .map(id -> {
                    DeadLetter letter = letters.get(id);
                    return letter == null
                            ? unknown(id)
                            : new Outcome(
                                    id,
                                    letter.state(),
                                    done.contains(id)
                                            ? null
                                            : "It " + letter.state().obstacle());
                })
                .toList();
    }
}
