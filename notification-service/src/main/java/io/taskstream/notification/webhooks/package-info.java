/** Tells URLs of users about the events they have chosen, as Standard Webhooks has it. */
@NullMarked
package io.taskstream.notification.webhooks;

import org.jspecify.annotations.NullMarked;
