package io.taskstream.eventing.inbox;

/** What came of redriving a dead letter. */
public sealed interface Redrive {
    /** The dead letter as it stands now. */
    DeadLetter letter();

    /** Its event has taken effect, now or before. */
    record Applied(DeadLetter letter) implements Redrive {}

    /** It was tried and failed again; the letter has the new cause. */
    record Failed(DeadLetter letter) implements Redrive {}

    /**
     * It was not tried.
     *
     * @param reason in words that follow the letter's name
     */
    record Refused(DeadLetter letter, String reason) implements Redrive {}

    /** Whether a younger dead letter may be applied before an older one of its key. */
    enum Order {
        /** At an operator's explicit word. */
        ANY,
        /** Only the oldest of its key. */
        OLDEST_FIRST
    }
}
