package io.taskstream.notification.channels;

import io.taskstream.eventing.dapr.OutputBindings;
import io.taskstream.eventing.dapr.OutputBindings.BindingException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A provider that a Dapr binding reaches by HTTP. All that a binding tells of a failure is a text with the status. */
final class HttpProvider {
    private static final Logger log = LoggerFactory.getLogger(HttpProvider.class);
    /** Longer than the sidecar waits for a provider (components/resiliency.yaml). */
    private static final Duration TIMEOUT = Duration.ofSeconds(25);
    /** As bindings.http and bindings.twilio.sms put it. */
    private static final Pattern STATUS =
            Pattern.compile("(?:received status code |error from Twilio \\()([1-5]\\d\\d)");

    private final OutputBindings bindings;
    private final String component;
    private final String name;

    /** @param name for people, such as {@code push service} */
    HttpProvider(OutputBindings bindings, String component, String name) {
        this.bindings = bindings;
        this.component = component;
        this.name = name;
    }

    /** @param taken whether the provider's answer says that it has taken the message */
    Result send(String operation, Map<String, String> metadata, byte[] body, Predicate<byte[]> taken) {
        try {
            byte[] answer = bindings.invoke(component, operation, metadata, body, TIMEOUT);
            if (taken.test(answer)) {
                return new Result.Sent();
            }
            log.warn(
                    "The {} answered something else: does the component {} lead to it, without a redirect?",
                    name,
                    component);
            return new Result.Unavailable("the " + name + " did not take it");
        } catch (BindingException e) {
            return failed(e);
        }
    }

    private Result failed(BindingException failure) {
        if (failure.isMissing()) {
            return new Result.Refused("no channel is configured for " + component);
        }
        log.warn("A message could not be handed to the {}: {}", name, failure.getMessage());
        return switch (status(failure)) {
            // of what we send, only the address can be wrong
            case 400, 413, 422 -> new Result.Refused("the " + name + " refused the address");
            case 403 -> new Result.Unsent("the " + name + " did not take it");
            // no answer, an account of ours that is not accepted (401, 404), too many at a time (429), an error (5xx)
            default -> new Result.Unavailable("the " + name + " did not take it");
        };
    }

    private static int status(BindingException failure) {
        Matcher status = STATUS.matcher(String.valueOf(failure.getMessage()));
        return status.find() ? Integer.parseInt(status.group(1)) : 0;
    }
}
