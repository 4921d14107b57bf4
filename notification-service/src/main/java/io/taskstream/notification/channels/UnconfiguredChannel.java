package io.taskstream.notification.channels;

/** Stands in for a channel that people may ask for and that this installation doesn't have: it says so. */
record UnconfiguredChannel(String name) implements Channel {

    @Override
    public int concurrency() {
        return 1;
    }

    @Override
    public Result send(Message message) {
        return new Result.Refused("no channel is configured for " + name);
    }
}
