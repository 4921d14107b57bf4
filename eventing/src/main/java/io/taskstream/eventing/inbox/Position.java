package io.taskstream.eventing.inbox;

/** Where a record stands on the broker; for a dead letter, where its original stands. */
public record Position(String topic, int partition, long offset) {}
