/** One mail with all reminders of an hour or a day. */
@NullMarked
package io.taskstream.notification.digests;

import org.jspecify.annotations.NullMarked;
