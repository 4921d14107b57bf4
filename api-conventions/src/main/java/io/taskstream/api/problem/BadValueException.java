package io.taskstream.api.problem;

/** A value of a request can't be read; the message is for the caller, and whoever catches it adds the field. */
public final class BadValueException extends IllegalArgumentException {
    private final String reason;

    /**
     * Says what would be good.
     *
     * @param reason continues the field's name: {@code must be …}
     */
    public BadValueException(String reason) {
        super(reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
