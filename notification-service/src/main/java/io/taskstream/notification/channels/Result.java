package io.taskstream.notification.channels;

/** How an attempt to send ended; reasons are for the person whom the message is for. */
public sealed interface Result {
    /** It's on its way: what comes next has taken it. */
    record Sent() implements Result {}

    /** Not this time, and perhaps not at all: whether it went out is not known in every case. Worth another attempt. */
    record Unsent(String reason) implements Result {}

    /** Never, as things are: another attempt would be in vain. */
    record Refused(String reason) implements Result {}
}
