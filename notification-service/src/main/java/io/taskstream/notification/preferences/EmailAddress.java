package io.taskstream.notification.preferences;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.taskstream.api.problem.BadValueException;
import java.util.regex.Pattern;

/**
 * One mailbox, and nothing else: no display name, no list, no comment, no quoting. What is taken can't be read as
 * anything but one address by whatever sends the mail.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1">RFC 5321, 4.5.3.1: limits</a>
 */
public record EmailAddress(@JsonValue String text) {
    private static final int LONGEST = 254;
    private static final Pattern MAILBOX = Pattern.compile(
            // dot-atom of RFC 5322, up to 64 characters
            "(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    // host name of at least two labels, the last not a number
                    + "@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])");

    /** @throws BadValueException unless it is one mailbox */
    @JsonCreator
    public EmailAddress {
        if (!valid(text)) {
            throw new BadValueException("must be one e-mail address such as alice@example.com");
        }
    }

    static boolean valid(String text) {
        return text.length() <= LONGEST && MAILBOX.matcher(text).matches();
    }

    /** Not the address: it is nobody's business in a log. */
    @Override
    public String toString() {
        return "EmailAddress[…]";
    }
}
