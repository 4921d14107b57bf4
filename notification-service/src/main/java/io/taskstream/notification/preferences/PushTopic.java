package io.taskstream.notification.preferences;

import java.security.SecureRandom;
import java.util.HexFormat;

/** A name that nobody guesses: it is all that protects a user's push messages. */
final class PushTopic {
    private static final int BYTES = 20;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PushTopic() {}

    static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return "taskstream-" + HexFormat.of().formatHex(bytes);
    }
}
