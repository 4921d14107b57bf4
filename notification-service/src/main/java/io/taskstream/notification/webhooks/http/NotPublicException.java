package io.taskstream.notification.webhooks.http;

import java.io.Serial;
import java.net.UnknownHostException;

/** A name leads to where users may not send us; which address it is stays with us. */
final class NotPublicException extends UnknownHostException {
    @Serial
    private static final long serialVersionUID = 1L;

    NotPublicException() {
        super("not all of its addresses are public");
    }
}
