/** The ways to a person: one class for each, over one Dapr component. */
@NullMarked
package io.taskstream.notification.channels;

import org.jspecify.annotations.NullMarked;
