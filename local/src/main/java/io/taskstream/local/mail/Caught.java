package io.taskstream.local.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** The last messages of a kind that were caught; they are forgotten when the platform stops. */
final class Caught<M> {
    private static final int KEPT = 5_000;

    private final Deque<M> messages = new ArrayDeque<>();

    synchronized void add(M message) {
        messages.addFirst(message);
        if (messages.size() > KEPT) {
            messages.removeLast();
        }
    }

    /** Those that match, newest first. */
    synchronized List<M> list(Predicate<M> wanted) {
        return messages.stream().filter(wanted).toList();
    }
}
