package io.taskstream.notification.channels;

import io.taskstream.eventing.dapr.OutputBindings;
import io.taskstream.eventing.dapr.OutputBindings.BindingException;
import io.taskstream.notification.preferences.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The Dapr component {@code smtp}.
 *
 * <p>daprd keeps one copy of a mail's fields for all calls to a component: two at a time could send the text of one to
 * the address of the other, and a field left out keeps what the last call put there. So there is one call at a time, and
 * every field that is ever used is set in each.
 *
 * @see <a href="https://docs.dapr.io/reference/components-reference/supported-bindings/smtp/">Dapr: SMTP binding</a>
 */
@Component
class SmtpBinding {
    private static final Logger log = LoggerFactory.getLogger(SmtpBinding.class);
    private static final String COMPONENT = "smtp";
    private static final String OPERATION = "create";
    /** Longer than the sidecar waits for the mail server (components/resiliency.yaml). */
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    private final OutputBindings bindings;
    private final ReentrantLock oneAtATime = new ReentrantLock(true);

    SmtpBinding(OutputBindings bindings) {
        this.bindings = bindings;
    }

    Result send(EmailAddress to, Mail mail) {
        oneAtATime.lock();
        try {
            Map<String, String> fields =
                    Map.of("emailTo", to.text(), "emailCC", "", "emailBCC", "", "subject", mail.subject());
            bindings.invoke(COMPONENT, OPERATION, fields, mail.html().getBytes(StandardCharsets.UTF_8), TIMEOUT);
            return new Result.Sent();
        } catch (BindingException e) {
            log.warn("A mail could not be handed over: {}", withoutAddresses(e));
            return new Result.Unsent("the mail server did not take it");
        } finally {
            oneAtATime.unlock();
        }
    }

    /** Mail servers like to repeat the recipient. */
    private static String withoutAddresses(BindingException failure) {
        return String.valueOf(failure.getMessage()).replaceAll("\\S+@\\S+", "<address>");
    }
}
