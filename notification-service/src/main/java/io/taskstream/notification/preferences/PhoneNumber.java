package io.taskstream.notification.preferences;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import io.taskstream.api.problem.BadValueException;

/**
 * A number that may be somebody's, with its country code, written in exactly one way.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-E.164">ITU-T E.164</a>
 */
public record PhoneNumber(@JsonValue String text) {
    private static final int LONGEST = 16;

    /** @throws BadValueException unless it is a possible number in E.164 format */
    @JsonCreator
    public PhoneNumber {
        if (!valid(text)) {
            throw new BadValueException(
                    "must be a phone number with its country code, without spaces," + " such as +4915112345678");
        }
    }

    private static boolean valid(String text) {
        // what is longer isn't given to the parser, which also reads extensions, letters and other scripts
        if (text.length() > LONGEST || !text.startsWith("+")) {
            return false;
        }
        try {
            PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
            Phonenumber.PhoneNumber number = numbers.parse(text, null);
            return numbers.isPossibleNumber(number)
                    && numbers.format(number, PhoneNumberFormat.E164).equals(text);
        } catch (NumberParseException e) {
            return false;
        }
    }

    /** Not the number: it is nobody's business in a log. */
    @Override
    public String toString() {
        return "PhoneNumber[…]";
    }
}
