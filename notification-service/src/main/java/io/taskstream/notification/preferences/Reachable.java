package io.taskstream.notification.preferences;

/** Whether a user can be reached at an address of some kind. */
public sealed interface Reachable<A> {
    /** There. */
    record At<A>(A address) implements Reachable<A> {}

    /**
     * Not at all.
     *
     * @param reason what the user can do about it
     */
    record Not<A>(String reason) implements Reachable<A> {}
}
