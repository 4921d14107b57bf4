package io.taskstream.api.json;

import io.taskstream.api.instant.Rfc3339;
import io.taskstream.api.problem.BadValueException;
import java.time.Instant;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads RFC 3339 and nothing else; Jackson's own also takes numbers and lenient forms. */
final class InstantDeserializer extends StdScalarDeserializer<Instant> {

    InstantDeserializer() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
        try {
            return Rfc3339.parse(parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : "");
        } catch (BadValueException e) {
            throw DatabindException.from(parser, e.reason(), e);
        }
    }
}
