package io.taskstream.api.json;

import io.taskstream.api.problem.BadValueException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads ISO 8601 durations of days, hours, minutes and whole seconds; Jackson's own also takes numbers. Months and
 * years, whose length depends on when they begin, are not among them.
 */
final class DurationDeserializer extends StdScalarDeserializer<Duration> {
    private static final int LONGEST = 40;

    DurationDeserializer() {
        super(Duration.class);
    }

    @Override
    public Duration deserialize(JsonParser parser, DeserializationContext context) {
        try {
            return parse(parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : "");
        } catch (BadValueException e) {
            throw DatabindException.from(parser, e.reason(), e);
        }
    }

    private static Duration parse(String text) {
        if (text.length() <= LONGEST) {
            try {
                Duration duration = Duration.parse(text);
                if (duration.equals(duration.truncatedTo(ChronoUnit.SECONDS))) {
                    return duration;
                }
            } catch (DateTimeParseException e) {
                // said below
            }
        }
        throw new BadValueException("must be an ISO 8601 duration in whole seconds, such as PT1H30M or P1D");
    }
}
