package io.taskstream.notification.channels;

/** A way to a person. To add one: a class that implements this, and a Dapr component. */
public interface Channel {
    /** As in {@code notification_method}: {@code email}. */
    String name();

    /** Messages that may be under way over it at the same time. */
    int concurrency();

    /** Sends a message, which takes as long as it takes, but less than {@link #LONGEST_SECONDS}. Doesn't throw. */
    Result send(Message message);

    /** An attempt that hasn't ended after this many seconds counts as lost. */
    int LONGEST_SECONDS = 60;
}
