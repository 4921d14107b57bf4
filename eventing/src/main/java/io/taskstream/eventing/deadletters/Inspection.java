package io.taskstream.eventing.deadletters;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.taskstream.eventing.inbox.DeadLetter;
import tools.jackson.databind.JsonNode;

/**
 * A dead letter with what it holds.
 *
 * @param event as it came: an envelope, any other JSON, or text
 */
record Inspection(@JsonUnwrapped DeadLetter letter, JsonNode event) {}
