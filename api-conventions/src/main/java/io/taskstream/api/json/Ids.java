package io.taskstream.api.json;

import io.taskstream.api.problem.BadValueException;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads ids in their one way of writing, so that a resource has one address; Spring's own also takes 0x1F, +31 and 1-1-1-1-1. */
final class Ids {
    private static final Pattern DECIMAL = Pattern.compile("0|-?[1-9][0-9]{0,18}");
    private static final Pattern HEXADECIMAL_GROUPS =
            Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Ids() {}

    /** @throws BadValueException if it isn't a decimal number of 64 bits */
    static Long number(String text) {
        if (DECIMAL.matcher(text).matches()) {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                // said below
            }
        }
        throw new BadValueException("must be a decimal number within its range, such as 31");
    }

    /** @throws BadValueException if it isn't a UUID */
    static UUID uuid(String text) {
        if (HEXADECIMAL_GROUPS.matcher(text).matches()) {
            return UUID.fromString(text);
        }
        throw new BadValueException("must be a UUID such as 019c0a5e-7b1e-7c3a-9d2f-6a1b2c3d4e5f");
    }
}
