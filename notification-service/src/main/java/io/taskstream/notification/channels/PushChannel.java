package io.taskstream.notification.channels;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.taskstream.eventing.dapr.OutputBindings;
import io.taskstream.notification.preferences.Addresses;
import io.taskstream.notification.preferences.Reachable;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Push messages by an ntfy server, over the Dapr binding {@code push}.
 *
 * @see <a href="https://docs.ntfy.sh/publish/#publish-as-json">ntfy: publish as JSON</a>
 */
@Component
class PushChannel implements Channel {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** ntfy makes an attachment of a message above 4,096 bytes; a character has at most four. */
    private static final int TITLE_LENGTH = 500;

    private static final int HIGH = 4;

    private final Addresses addresses;
    private final HttpProvider ntfy;

    PushChannel(Addresses addresses, OutputBindings bindings) {
        this.addresses = addresses;
        this.ntfy = new HttpProvider(bindings, "push", "push service");
    }

    @Override
    public String name() {
        return "push";
    }

    @Override
    public int concurrency() {
        return 4;
    }

    @Override
    public Result send(Message message) {
        if (message.content() instanceof Content.VerificationCode) {
            return new Result.Refused("a push topic needs no code");
        }
        return switch (addresses.pushTopic(message.userId())) {
            case Reachable.At<String>(String topic) ->
                ntfy.send("post", Map.of(), JSON.writeValueAsBytes(Publish.of(topic, message)), PushChannel::isMessage);
            case Reachable.Not<String>(String reason) -> new Result.Refused(reason);
        };
    }

    /** What ntfy answers is the message; any other 200 is somebody else's, such as a web page behind a redirect. */
    static boolean isMessage(byte[] answer) {
        try {
            return JSON.readTree(answer).path("topic").isString();
        } catch (JacksonException e) {
            return false;
        }
    }

    /**
     * A message to be published.
     *
     * @param sequenceId since ntfy 2.16 devices show one message of those with the same: a second attempt replaces the
     *     first one
     */
    private record Publish(
            String topic,
            String title,
            String message,
            int priority,
            List<String> tags,
            @JsonProperty("sequence_id") String sequenceId) {
        static Publish of(String topic, Message message) {
            ShortText text = ShortText.of(message.content(), message.zone(), TITLE_LENGTH);
            return new Publish(
                    topic,
                    text.headline(),
                    text.body(),
                    HIGH,
                    List.of("alarm_clock"),
                    message.notificationId().toString());
        }
    }
}
