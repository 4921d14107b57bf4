/** Posts to URLs that users gave: only to addresses of the public internet, and never for longer than a while. */
@NullMarked
package io.taskstream.notification.webhooks.http;

import org.jspecify.annotations.NullMarked;
