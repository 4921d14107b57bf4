package io.taskstream.notification.channels;

import io.taskstream.eventing.dapr.OutputBindings;
import io.taskstream.notification.preferences.Addresses;
import io.taskstream.notification.preferences.PhoneNumber;
import io.taskstream.notification.preferences.Reachable;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Short messages by Twilio, over the Dapr binding {@code sms}. Twilio knows no idempotency key for messages.
 *
 * @see <a href="https://docs.dapr.io/reference/components-reference/supported-bindings/twilio/">Dapr: Twilio SMS</a>
 */
@Component
class SmsChannel implements Channel {
    /** Keeps a message to a handful of parts, each of which is paid for. */
    private static final int TITLE_LENGTH = 160;

    private final Addresses addresses;
    private final HttpProvider twilio;

    SmsChannel(Addresses addresses, OutputBindings bindings) {
        this.addresses = addresses;
        this.twilio = new HttpProvider(bindings, "sms", "SMS service");
    }

    @Override
    public String name() {
        return "sms";
    }

    @Override
    public int concurrency() {
        return 4;
    }

    @Override
    public Result send(Message message) {
        if (message.content() instanceof Content.VerificationCode code) {
            return send(code.address(), message);
        }
        return switch (addresses.phone(message.userId())) {
            case Reachable.At<PhoneNumber>(PhoneNumber number) -> send(number.text(), message);
            case Reachable.Not<PhoneNumber>(String reason) -> new Result.Refused(reason);
        };
    }

    /** The number goes with every call, never on the component: one there would win over all. */
    private Result send(String number, Message message) {
        ShortText text = ShortText.of(message.content(), message.zone(), TITLE_LENGTH);
        // doesn't begin with a quotation mark: the binding would take off a pair of them
        byte[] body = (text.headline() + ": " + text.body()).getBytes(StandardCharsets.UTF_8);
        return twilio.send("create", Map.of("toNumber", number), body, answer -> true);
    }
}
