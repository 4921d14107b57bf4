/** Notifications as they are stored and shown: one for each event that asks for one. */
@NullMarked
package io.taskstream.notification.notifications;

import org.jspecify.annotations.NullMarked;
