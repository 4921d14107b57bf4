package io.taskstream.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Our CloudEvents 1.0 envelope in its structured JSON form. Sidecars add attributes of their own on the way; they are
 * ignored here.
 *
 * @param id a UUID v7, the same over every retry
 * @param source the publishing service, such as {@code /task-service}
 * @param type an {@link EventType#wireName()}
 * @param subject the aggregate's id
 * @param time when the fact was stated
 * @param partitionKey the CloudEvents partitioning extension
 * @param causeTrace the W3C traceparent of what caused the event; ours, because sidecars may overwrite {@code traceparent}
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents 1.0.2</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Envelope<T>(
        @JsonProperty("specversion") String specVersion,
        UUID id,
        String source,
        String type,
        String subject,
        Instant time,
        @JsonProperty("datacontenttype") String dataContentType,
        @JsonProperty("partitionkey") String partitionKey,
        @JsonProperty("causetrace") @Nullable String causeTrace,
        T data) {

    public Envelope {
        requireNonNull(id, "id");
        requireNonNull(source, "source");
        requireNonNull(type, "type");
        requireNonNull(subject, "subject");
        requireNonNull(time, "time");
        requireNonNull(partitionKey, "partitionkey");
        requireNonNull(data, "data");
    }

    public static final String MEDIA_TYPE = "application/cloudevents+json";

    /** The same trace under the name that sidecars follow: they deliver the event as part of it. */
    @JsonProperty("traceparent")
    public @Nullable String traceParent() {
        return causeTrace;
    }

    /** The envelope in which {@code source} publishes {@code event}. */
    public static <E extends Event> Envelope<E> of(
            UUID id, String source, Instant time, @Nullable String causeTrace, E event) {
        return new Envelope<>(
                "1.0",
                id,
                source,
                event.type().wireName(),
                event.subject(),
                time,
                "application/json",
                event.partitionKey(),
                causeTrace,
                event);
    }
}
