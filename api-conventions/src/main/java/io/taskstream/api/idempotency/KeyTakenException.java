package io.taskstream.api.idempotency;

/** Rolls a write back whose key was used before; {@link Replay} answers. */
final class KeyTakenException extends RuntimeException {
    KeyTakenException() {
        super("The idempotency key was used before", null, false, false);
    }
}
