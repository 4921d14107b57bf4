/** Delivers what is stored: claims, sends, settles, and tries again. */
@NullMarked
package io.taskstream.notification.delivery;

import org.jspecify.annotations.NullMarked;
