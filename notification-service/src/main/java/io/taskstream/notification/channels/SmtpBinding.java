package io.taskstream.notification.channels;

import io.taskstream.eventing.dapr.OutputBindings;
import io.taskstream.eventing.dapr.OutputBindings.BindingException;
import io.taskstream.notification.preferences.EmailAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The Dapr component {@code smtp}.
 *
 * <p>daprd keeps one copy of a mail's fields for all calls to a component: two at a time could send the text of one to
 * the address of the other, and a field left out or empty keeps what the last call put there. So there is one call at a
 * time, each sets recipient and subject, and no call ever sets a copy's recipient.
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
    /** A server's permanent no that is about the mailbox; 5.1.7, 5.1.8 and 5.7 are about the sender, which is us. */
    private static final Pattern ADDRESS_REFUSED =
            Pattern.compile("could not send email \\d+: 55[013][ -](?!5\\.(?:1\\.[78]|7\\.))");
    /** A mailbox that is busy or full, or a server that wants to be asked twice (greylisting). */
    private static final Pattern NOT_NOW = Pattern.compile("could not send email \\d+: 45[012][ -]");

    private final OutputBindings bindings;
    private final ReentrantLock oneAtATime = new ReentrantLock(true);

    SmtpBinding(OutputBindings bindings) {
        this.bindings = bindings;
    }

    Result send(EmailAddress to, Mail mail) {
        oneAtATime.lock();
        try {
            Map<String, String> fields = Map.of("emailTo", to.text(), "subject", mail.subject());
            bindings.invoke(COMPONENT, OPERATION, fields, mail.html().getBytes(StandardCharsets.UTF_8), TIMEOUT);
            return new Result.Sent();
        } catch (BindingException e) {
            return failed(e);
        } finally {
            oneAtATime.unlock();
        }
    }

    /** RFC 5321, 4.2, and RFC 3463 for the second code, as far as the binding hands them on. */
    private static Result failed(BindingException failure) {
        String said = String.valueOf(failure.getMessage());
        log.warn("A mail could not be handed over: {}", withoutAddresses(said));
        if (ADDRESS_REFUSED.matcher(said).find()) {
            return new Result.Refused("the mail server refused the address");
        }
        String reason = "the mail server did not take it";
        return NOT_NOW.matcher(said).find() ? new Result.Unsent(reason) : new Result.Unavailable(reason);
    }

    /** Mail servers like to repeat the recipient. */
    private static String withoutAddresses(String said) {
        return said.replaceAll("\\S+@\\S+", "<address>");
    }
}
