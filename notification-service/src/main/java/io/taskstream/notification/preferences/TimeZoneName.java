package io.taskstream.notification.preferences;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.taskstream.api.problem.BadValueException;
import java.time.ZoneId;

/** A time zone by its IANA name. Offsets aren't taken: they'd be wrong for half of the year. */
public record TimeZoneName(@JsonValue String text) {
    static final TimeZoneName UTC = new TimeZoneName("UTC");

    /** @throws BadValueException unless this machine knows a zone of that name */
    @JsonCreator
    public TimeZoneName {
        if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw new BadValueException("must be an IANA time zone such as Europe/Berlin");
        }
    }

    public ZoneId zone() {
        return ZoneId.of(text);
    }
}
