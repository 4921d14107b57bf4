package io.taskstream.local.home;

/** Something that the person at the keyboard can mend; the message says what is wrong and what to do. */
public final class PlatformException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PlatformException(String message) {
        super(message);
    }

    public PlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
