package io.taskstream.eventing.inbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** What became of each event of a delivery. DROP is not among the answers: it crashes daprd 1.18 behind a RETRY. */
public record BulkAck(@JsonProperty("statuses") List<Entry> statuses) {

    /** The answer for one event. */
    public record Entry(
            @JsonProperty("entryId") String entryId,
            @JsonProperty("status") Status status) {}

    /** Done, or to be delivered again. */
    public enum Status {
        SUCCESS,
        RETRY
    }
}
