/** The way out of mails, without a login. */
@NullMarked
package io.taskstream.notification.unsubscribe;

import org.jspecify.annotations.NullMarked;
