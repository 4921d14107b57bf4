package io.taskstream.reminder.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a reminder's history as the API shows it.
 *
 * @param timeZone in which the explanation tells times
 * @param explanation what and why, in a sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryView(
        long historyId,
        int occurrence,
        Instant at,
        What what,
        Reason reason,
        @Nullable Instant from,
        @Nullable Instant to,
        String timeZone,
        String explanation) {

    static HistoryView of(long historyId, Instant at, Entry entry, ZoneId zone) {
        return new HistoryView(
                historyId,
                entry.occurrence(),
                at,
                entry.what(),
                entry.reason(),
                entry.from(),
                entry.to(),
                zone.getId(),
                Explanation.of(at, entry, zone));
    }
}
