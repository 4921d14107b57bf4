package io.taskstream.local.mail;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.taskstream.local.home.Ports;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes push messages as an ntfy server does, and shows them to nobody's phone.
 *
 * @see <a href="https://docs.ntfy.sh/publish/#publish-as-json">ntfy: publish as JSON</a>
 */
@RestController
public final class NtfyStandIn {
    public static final String PATH = "/ntfy";

    private static final Pattern TOPIC = Pattern.compile("[-_A-Za-z0-9]{1,64}");
    private static final int DEFAULT_PRIORITY = 3;

    private final Caught<CaughtPush> caught = new Caught<>();
    private final AtomicLong ids = new AtomicLong();
    private final Clock clock;

    public NtfyStandIn(Clock clock) {
        this.clock = clock;
    }

    /** Where it is on this platform. */
    public static String url(Ports ports) {
        return "http://127.0.0.1:" + ports.issuer() + PATH;
    }

    @PostMapping(PATH)
    ResponseEntity<Map<String, Object>> publish(@RequestBody Publish publish) {
        String topic = publish.topic();
        if (topic == null || !TOPIC.matcher(topic).matches()) {
            return ResponseEntity.badRequest()
                    .body(Map.of("code", 40009, "http", 400, "error", "invalid request: topic invalid"));
        }
        CaughtPush push = new CaughtPush(
                ids.incrementAndGet(),
                topic,
                orElse(publish.title(), ""),
                orElse(publish.message(), "triggered"),
                publish.priority() == null ? DEFAULT_PRIORITY : publish.priority(),
                orElse(publish.sequenceId(), ""),
                clock.instant());
        caught.add(push);
        return ResponseEntity.ok(Map.of(
                "id",
                Long.toString(push.id()),
                "time",
                push.receivedAt().getEpochSecond(),
                "event",
                "message",
                "topic",
                topic,
                "message",
                push.message()));
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    List<CaughtPush> list(Predicate<CaughtPush> wanted) {
        return caught.list(wanted);
    }

    /** The fields that it looks at, of those that ntfy knows. */
    record Publish(
            @Nullable String topic,
            @Nullable String title,
            @Nullable String message,
            @Nullable Integer priority,
            @JsonProperty("sequence_id") @Nullable String sequenceId) {}
}
