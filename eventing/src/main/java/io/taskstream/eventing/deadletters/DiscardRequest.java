package io.taskstream.eventing.deadletters;

import io.taskstream.api.text.PlainText;
import jakarta.validation.constraints.NotNull;

/** Why a dead letter is given up. */
record DiscardRequest(
        @NotNull @PlainText(max = DiscardRequest.REASON_LENGTH)
        String reason) {
    /** Enough for a sentence and the link to a ticket. */
    static final int REASON_LENGTH = 500;
}
