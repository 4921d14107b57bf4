package io.taskstream.notification.webhooks;

import io.taskstream.api.problem.ProblemException;
import io.taskstream.contracts.EventType;
import io.taskstream.contracts.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a webhook can listen to: a type of event, or a topic, which is every type on it, those to come included. */
final class EventTypes {
    private static final Set<String> TOPICS =
            Set.of(Topics.TASK_EVENTS, Topics.TASK_UPDATES, Topics.REMINDERS, Topics.NOTIFICATIONS);
    private static final Set<String> KNOWN = new TreeSet<>(Stream.concat(
                    TOPICS.stream(),
                    Arrays.stream(EventType.values())
                            .filter(type -> TOPICS.contains(type.topic()))
                            .map(EventType::wireName))
            .toList());

    private EventTypes() {}

    /**
     * The choice without repetitions.
     *
     * @throws ProblemException 400 for what there is not
     */
    static List<String> chosen(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (!KNOWN.contains(names.get(i))) {
                throw ProblemException.badRequest(
                        "event_types[" + i + "]", "must be one of " + String.join(", ", KNOWN));
            }
        }
        return names.stream().distinct().toList();
    }

    /** The names under which a webhook may have chosen events of that type. */
    static Set<String> namesOf(EventType type) {
        return Set.of(type.wireName(), type.topic());
    }
}
