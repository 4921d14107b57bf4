package io.taskstream.eventing.inbox;

import io.taskstream.contracts.Envelope;
import io.taskstream.contracts.Event;
import io.taskstream.contracts.EventType;
import tools.jackson.databind.JsonNode;

/**
 * An event that hasn't been applied before.
 *
 * @param envelope as received, its data unread
 * @param data the envelope's data as its record
 */
public record ReceivedEvent(EventType type, Envelope<JsonNode> envelope, Event data, Position position) {}
