package io.taskstream.notification.channels;

/**
 * A mail. What people wrote can't begin another header in its subject, nor be markup in its body.
 *
 * @param html the body, which the binding sends as {@code text/html}
 */
record Mail(String subject, String html) {}
